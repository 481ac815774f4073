using System.Net;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>Trees that tests start from.</summary>
internal static class Trees
{
    public static readonly ControlPorts Ports = new(4053, 8080);

    public static ShapingTree Of(double link, params ReservedClass[] reserved) =>
        new(new Mbps(link), new Mbps(2), Ports, reserved, []);

    /// <param name="peers">Addresses toward which at most half of the link may be used.</param>
    public static ShapingTree With(double link, IReadOnlyList<ReservedClass> reserved, IReadOnlyList<string> peers) =>
        new(new Mbps(link), new Mbps(2), Ports, reserved, [.. peers.Select(p => new LimitedPeer(IPAddress.Parse(p), new Mbps(link / 2)))]);

    public static ReservedClass Reservation(
        string id, double rate, string source = "10.77.0.1", string destination = "10.77.0.2", int port = 4444) =>
        new(id, new Mbps(rate), new FlowMatch(IPAddress.Parse(source), IPAddress.Parse(destination), port, sourcePort: null));
}
