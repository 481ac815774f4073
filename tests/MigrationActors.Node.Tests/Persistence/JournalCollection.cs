namespace MigrationActors.Node.Tests.Persistence;

/// <summary>Tests that share one PostgreSQL server, one after the other: some stop it.</summary>
[CollectionDefinition(Name)]
public sealed class JournalCollection : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "journals";
}
