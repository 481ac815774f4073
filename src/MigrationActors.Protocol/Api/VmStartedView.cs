namespace MigrationActors.Protocol.Api;

public sealed record VmStartedView(string Vm, string Host) : IWireMessage;
