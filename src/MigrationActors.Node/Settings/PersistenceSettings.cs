namespace MigrationActors.Node.Settings;

/// <summary>Where a coordinator keeps its journal.</summary>
public sealed record PersistenceSettings
{
    /// <summary>A SQLite file: for a single coordinator machine.</summary>
    public string SqliteFile { get; init; } = "/var/lib/migration-actors/journal.db";
}
