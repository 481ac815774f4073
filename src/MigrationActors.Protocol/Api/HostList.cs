namespace MigrationActors.Protocol.Api;

public sealed record HostList(IReadOnlyList<HostView> Hosts) : IWireMessage;
