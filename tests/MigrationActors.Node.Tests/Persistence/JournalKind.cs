namespace MigrationActors.Node.Tests.Persistence;

public enum JournalKind
{
    Sqlite,
    PostgreSql,
}
