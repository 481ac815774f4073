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

    public static ReservedClass Reservation(
        string id, double rate, string source = "10.77.0.1", string destination = "10.77.0.2", int port = 4444) =>
        new(id, new Mbps(rate), new FlowMatch(IPAddress.Parse(source), IPAddress.Parse(destination), port, sourcePort: null));
}
