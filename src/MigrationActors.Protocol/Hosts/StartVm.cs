namespace MigrationActors.Protocol.Hosts;

/// <summary>
/// Start a VM on this host from its definition (JSON). Answer: <see cref="Api.VmStartedView"/> or <see cref="Api.Refusal"/>, straight to
/// who asked the API.
/// </summary>
public sealed record StartVm(string Definition) : IWireMessage;
