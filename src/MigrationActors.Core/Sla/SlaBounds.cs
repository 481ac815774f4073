namespace MigrationActors.Core.Sla;

public sealed record SlaBounds(Mbps Lower, Mbps Upper);
