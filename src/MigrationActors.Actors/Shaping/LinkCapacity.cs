using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.Actors.Shaping;

/// <summary>What the uplink has, each way, and what the cluster's own traffic keeps of it while rules are up.</summary>
/// <param name="Link">What the wire carries.</param>
/// <param name="ControlPorts">The TCP ports that the cluster's own traffic is known by.</param>
public sealed record LinkCapacity(Mbps Link, Mbps Control, ControlPorts ControlPorts)
{
    /// <summary>
    /// Of the link, what our trees hand out. Who shapes must be the bottleneck: were the trees as fast as the wire, the queue would
    /// stand in the switch, where all flows are alike. At the destination (a flow has crossed the wire before it is shaped) the
    /// difference decides whether there is any effect: with 4 saturating flows a reserved 60 of 100 Mbit/s became 37 at 100 %,
    /// 51 at 95 % and 53 at 90 %.
    /// </summary>
    private const double ShapedShare = 0.95;

    /// <summary>The capacity of the trees.</summary>
    public Mbps Shaped => Link * ShapedShare;

    /// <summary>What migrations and applications share while rules are up.</summary>
    public Mbps Allocatable => ShapingTree.Reservable(Shaped, Control);

    /// <summary>1 % of the link, at least 1 Mbit/s: heartbeats and progress of hundreds of hosts fit in.</summary>
    public static Mbps DefaultControl(Mbps link) => Mbps.Max(link * 0.01, new Mbps(1));
}
