using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>Which nodes run where.</summary>
public static class ClusterPlans
{
    private static readonly NodePlan[] Agents =
    [
        new(TestbedLayout.Source, ["host"]),
        new(TestbedLayout.Destination, ["host"]),
        new(TestbedLayout.Nfs, ["storage"]),
    ];

    /// <summary>Figure 4: two hypervisors, their storage, and a coordinator on the external peer.</summary>
    public static readonly IReadOnlyList<NodePlan> FigureFour = [new(TestbedLayout.External, ["coordinator"]), .. Agents];

    /// <summary>
    /// The same with three candidates for the coordinator, on three links. The external peer's comes first in the list of seeds, since
    /// an agent finds its uplink by the first seed on another host.
    /// </summary>
    public static readonly IReadOnlyList<NodePlan> ThreeCandidates =
    [
        NodePlan.Candidate(1, TestbedLayout.External),
        NodePlan.Candidate(2, TestbedLayout.Nfs),
        NodePlan.Candidate(3, TestbedLayout.Destination),
        .. Agents,
    ];
}
