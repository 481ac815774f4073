namespace MigrationActors.Protocol.Api;

public sealed record MigrationList(IReadOnlyList<MigrationSummary> Migrations) : IWireMessage;
