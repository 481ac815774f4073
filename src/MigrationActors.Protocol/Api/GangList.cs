namespace MigrationActors.Protocol.Api;

public sealed record GangList(IReadOnlyList<GangSummary> Gangs) : IWireMessage;
