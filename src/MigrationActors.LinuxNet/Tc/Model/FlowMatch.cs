using System.Net;
using System.Net.Sockets;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>
/// One direction of a TCP flow. Pre-copy's stream is matched by its destination port; what runs back (acknowledgements,
/// post-copy's page requests) by the same number as source port.
/// </summary>
public sealed record FlowMatch
{
    /// <param name="source">The sender's address.</param>
    /// <param name="destination">The receiver's address, of the same family.</param>
    /// <param name="destinationPort">1 to 65535, or null for any.</param>
    /// <param name="sourcePort">1 to 65535, or null for any.</param>
    /// <exception cref="ArgumentException">The families differ, the addresses are the same, or a port is none.</exception>
    public FlowMatch(IPAddress source, IPAddress destination, int? destinationPort, int? sourcePort)
    {
        Source = Plain(source);
        Destination = Plain(destination);
        if (Source.AddressFamily != Destination.AddressFamily)
        {
            throw new ArgumentException($"{Source} and {Destination} are of different families, so no packet has both.", nameof(destination));
        }

        if (Source.Equals(Destination))
        {
            throw new ArgumentException($"Source and destination are both {Source}; such traffic passes no interface.", nameof(destination));
        }

        DestinationPort = destinationPort is { } d ? CheckPort(d, nameof(destinationPort)) : null;
        SourcePort = sourcePort is { } s ? CheckPort(s, nameof(sourcePort)) : null;
    }

    public IPAddress Source { get; }

    public IPAddress Destination { get; }

    public int? DestinationPort { get; }

    public int? SourcePort { get; }

    /// <summary>The way back: addresses and ports exchanged.</summary>
    public FlowMatch Reverse() => new(Destination, Source, SourcePort, DestinationPort);

    internal static int CheckPort(int port, string parameter) =>
        port is > 0 and <= 65535 ? port : throw new ArgumentOutOfRangeException(parameter, port, "A TCP port is 1 to 65535.");

    /// <summary>The address as it stands in a packet: an IPv4 address in IPv6 clothing is IPv4, and a scope is not on the wire.</summary>
    internal static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes())
        : address;
}
