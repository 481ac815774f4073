using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>
/// u32 selectors (tc-u32(8)). u32 is the one classifier that every kernel seen has; marks with <c>tc fw</c> as in thesis 3.2
/// are not. It reads at fixed offsets: ports only where the header has no options and the packet is no later fragment. What
/// has, falls to the default class.
/// </summary>
internal static class U32
{
    private const string TcpOverIp = "match ip protocol 6 0xff match ip ihl 5 0xf match ip nofrag";
    private const string TcpOverIpv6 = "match ip6 protocol 6 0xff";

    public static IReadOnlyList<FilterGroup> Control(ControlPorts control) =>
    [
        new(1, "ip", [.. control.Ports.SelectMany(p => EitherPort(TcpOverIp, "ip", p))]),
        new(2, "ipv6", [.. control.Ports.SelectMany(p => EitherPort(TcpOverIpv6, "ip6", p))]),
    ];

    public static FilterGroup Flow(int preference, FlowMatch flow)
    {
        var (protocol, word, tcp) = Family(flow.Source);
        var match = $"{Address(word, "src", flow.Source)} {Address(word, "dst", flow.Destination)} {tcp}";
        match += flow.SourcePort is { } s ? " " + Port(word, "sport", s) : "";
        match += flow.DestinationPort is { } d ? " " + Port(word, "dport", d) : "";
        return new FilterGroup(preference, protocol, [match]);
    }

    public static FilterGroup Toward(int preference, IPAddress peer)
    {
        var (protocol, word, _) = Family(peer);
        return new FilterGroup(preference, protocol, [Address(word, "dst", peer)]);
    }

    private static IEnumerable<string> EitherPort(string tcp, string word, int port) =>
        [$"{tcp} {Port(word, "sport", port)}", $"{tcp} {Port(word, "dport", port)}"];

    private static (string Protocol, string Word, string Tcp) Family(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? ("ipv6", "ip6", TcpOverIpv6) : ("ip", "ip", TcpOverIp);

    private static string Address(string word, string side, IPAddress address) =>
        $"match {word} {side} {address}/{(address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)}";

    private static string Port(string word, string side, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"match {word} {side} {port} 0xffff");
}
