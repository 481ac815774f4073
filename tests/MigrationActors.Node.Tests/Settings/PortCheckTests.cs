using System.Net;
using System.Net.Sockets;
using MigrationActors.Node.Settings;

namespace MigrationActors.Node.Tests.Settings;

public sealed class PortCheckTests
{
    [Fact]
    public void A_taken_port_is_named_with_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = Should.Throw<PortInUseException>(() => PortCheck.ThrowIfTaken(IPAddress.Loopback, port, "Http:Port"));

        error.Message.ShouldBe($"127.0.0.1 port {port} is in use by another program: end that one, or change the setting 'Http:Port'.");
    }

    [Fact]
    public void A_free_port_is_free_afterwards_too()
    {
        // 0 is whichever is free: nobody can take it in between.
        PortCheck.ThrowIfTaken(IPAddress.Loopback, 0, "Port");
        PortCheck.ThrowIfTaken(IPAddress.IPv6Loopback, 0, "Port");
    }

    [Fact]
    public void An_address_of_another_host_is_told_apart_from_a_taken_port()
    {
        // TEST-NET-1 (RFC 5737): nobody has it.
        var error = Should.Throw<PortInUseException>(() => PortCheck.ThrowIfTaken(IPAddress.Parse("192.0.2.1"), 4053, "Port"));

        error.Message.ShouldBe("192.0.2.1 is not an address of this host: correct the setting 'Address'.");
    }
}
