namespace MigrationActors.Protocol.Hosts;

/// <summary>Start a VM on this host from its definition (JSON). Answer: <see cref="VmStarted"/> or <see cref="VmStartFailed"/>.</summary>
public sealed record StartVm(string Definition) : IWireMessage;

public sealed record VmStarted(string Vm, string Host) : IWireMessage;

public sealed record VmStartFailed(string Host, string Reason) : IWireMessage;
