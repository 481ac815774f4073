namespace MigrationActors.Cluster.Tests.Failover;

/// <summary>The tests that take candidates away run one after the other, on a testbed of their own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ThreeCandidatesCollection : ICollectionFixture<ThreeCandidatesFixture>
{
    public const string Name = "three candidates";
}
