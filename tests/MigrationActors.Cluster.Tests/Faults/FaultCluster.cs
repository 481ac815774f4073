using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>
/// A testbed for breaking things: three candidates for the coordinator, each a process of its own, and sagas that lose their patience
/// within a test's time.
/// </summary>
public sealed class FaultCluster() : ClusterFixture("cf")
{
    protected override IReadOnlyList<NodePlan> Plan => ClusterPlans.ThreeCandidates;

    protected override IReadOnlyDictionary<string, object> Sagas { get; } =
        new Dictionary<string, object> { ["StallSeconds"] = 6, ["RecoverySeconds"] = 25, ["OutcomeSeconds"] = 40 };

    public NodePlan AgentOf(TestbedHost host) => Cluster.Plan.Single(n => n.Name == host.Name);

    /// <summary>Ends the active coordinator as a crash would; returns who it was.</summary>
    public async Task<NodePlan> KillCoordinatorAsync()
    {
        var active = Cluster.LatestTakeover().Candidate;
        await Cluster.KillNodeAsync(active);
        return Cluster.Plan.Single(n => n.Name == active);
    }

    /// <summary>Starts what was killed, and returns when the cluster is whole again.</summary>
    public async Task RestoreAsync(NodePlan node)
    {
        await Cluster.StartNodeAsync(node);
        await Cluster.WaitUntilHeardAsync();
    }
}
