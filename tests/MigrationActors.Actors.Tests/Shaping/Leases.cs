using MigrationActors.Actors.Shaping;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

internal static class Leases
{
    /// <summary>1000 Mbit/s, of which 10 are the cluster's own.</summary>
    public static readonly LinkCapacity Capacity = new(new Mbps(1000), new Mbps(10), new ControlPorts(4053));

    public static HostCommand.ReserveBandwidth Order(
        string id = "m-1", double rate = 300, ShapingSide side = ShapingSide.Source, string source = "192.0.2.11", string destination = "192.0.2.12", int port = 49152, double seconds = 15) =>
        new(new CommandHeader(id, 1), side, new Mbps(rate), source, destination, port, TimeSpan.FromSeconds(seconds));

    public static Lease Lease(HostCommand.ReserveBandwidth order) => new(order, DateTimeOffset.MaxValue);
}
