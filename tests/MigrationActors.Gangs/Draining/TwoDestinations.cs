using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Draining;

/// <summary>Figure 4, where the storage server runs VMs as well: a third host for them.</summary>
public static class TwoDestinations
{
    public static IReadOnlyList<NodePlan> Plan { get; } =
    [
        new(TestbedLayout.External, ["coordinator"]),
        new(TestbedLayout.Source, ["host"]),
        new(TestbedLayout.Destination, ["host"]),
        new(TestbedLayout.Nfs, ["storage", "host"]),
    ];
}
