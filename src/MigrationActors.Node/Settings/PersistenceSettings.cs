namespace MigrationActors.Node.Settings;

/// <summary>Where a coordinator keeps its journal: one of the two.</summary>
public sealed record PersistenceSettings
{
    public const string DefaultSqliteFile = "/var/lib/migration-actors/journal.db";

    /// <summary>A SQLite file, for a single coordinator machine. The default, where neither is given, is <see cref="DefaultSqliteFile"/>.</summary>
    public string? SqliteFile { get; init; }

    /// <summary>
    /// A PostgreSQL server that several coordinator machines share, as <c>Host=…;Database=…;Username=…</c> (Npgsql's connection string).
    /// It holds no password: that is in a file named by <c>Passfile=</c>, or in the environment as <c>PGPASSWORD</c>.
    /// </summary>
    public string? PostgreSql { get; init; }
}
