using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MigrationActors.Qemu.Commands;

/// <summary>Where a destination listens for a guest: one address of its own and a TCP port (0 lets the kernel choose).</summary>
public sealed record MigrationEndpoint
{
    /// <exception cref="ArgumentException">The address means every address of the host, or the port is out of range.</exception>
    public MigrationEndpoint(IPAddress address, int port)
    {
        // Whoever reaches the port can send a guest's memory, so it is open on the migration network alone.
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            throw new ArgumentException($"A migration must not listen on every address ({address}); name the host's own address.", nameof(address));
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new ArgumentException($"{port} is no TCP port; a port is a number from 0 to {IPEndPoint.MaxPort}.", nameof(port));
        (Address, Port) = (address, port);
    }

    public IPAddress Address { get; }

    public int Port { get; }

    /// <summary>As QEMU's migrate and migrate-incoming want it.</summary>
    public string Uri => Address.AddressFamily == AddressFamily.InterNetworkV6
        ? string.Create(CultureInfo.InvariantCulture, $"tcp:[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"tcp:{Address}:{Port}");

    public override string ToString() => Uri;
}
