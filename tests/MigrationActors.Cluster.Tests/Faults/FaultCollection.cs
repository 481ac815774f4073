namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>The tests that break the cluster do so one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection : ICollectionFixture<FaultCluster>
{
    public const string Name = "faults";
}
