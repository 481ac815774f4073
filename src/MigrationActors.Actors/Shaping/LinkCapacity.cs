using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.Actors.Shaping;

/// <summary>What the uplink has, each way, and what the cluster's own traffic keeps of it while rules are up.</summary>
/// <param name="ControlPorts">The TCP ports that the cluster's own traffic is known by.</param>
public sealed record LinkCapacity(Mbps Link, Mbps Control, ControlPorts ControlPorts)
{
    /// <summary>What migrations and applications share.</summary>
    public Mbps Allocatable => ShapingTree.Reservable(Link, Control);

    /// <summary>1 % of the link, at least 1 Mbit/s: heartbeats and progress of hundreds of hosts fit in.</summary>
    public static Mbps DefaultControl(Mbps link) => Mbps.Max(link * 0.01, new Mbps(1));
}
