using MigrationActors.Node.Persistence;
using MigrationActors.Node.Settings;

namespace MigrationActors.Node.Cluster;

/// <summary>Which database the settings mean.</summary>
public static class Journals
{
    public static JournalDatabase Of(PersistenceSettings settings) => settings.PostgreSql is { } connection
        ? new PostgreSqlJournal(connection)
        : new SqliteJournal(settings.SqliteFile ?? PersistenceSettings.DefaultSqliteFile);
}
