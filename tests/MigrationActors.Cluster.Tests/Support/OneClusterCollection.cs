namespace MigrationActors.Cluster.Tests.Support;

/// <summary>The tests that share the one cluster run one after the other: they share its links as well.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneClusterCollection : ICollectionFixture<ClusterFixture>
{
    public const string Name = "one cluster";
}
