using System.Globalization;
using MigrationActors.Core;

namespace MigrationActors.Testbed.Network;

/// <summary>
/// The tc rules of one switch port, pure. The wire is emulated here, in the switch, so that the hosts' own queues stay
/// as the kernel made them and the product finds them as on real hosts. Toward the host a TBF on the port; from the host
/// ingress is redirected to an IFB device with the same TBF. Filters that tell migration from other traffic
/// do the redirecting, so their counters are what the host put on the wire.
/// </summary>
public static class SwitchPort
{
    /// <summary>u32 priorities of the counting filters: migration toward its listener, back from it, everything else.</summary>
    internal const int ToListener = 1;
    internal const int FromListener = 2;
    internal const int Everything = 3;

    // A queue of 30 ms: deep enough for TCP to fill the link, shallow enough to keep a saturated one usable.
    private static readonly TimeSpan Queue = TimeSpan.FromMilliseconds(30);
    // A burst of a millisecond lets the rate be kept with the kernel's timers; 32 KiB is the least for slow links.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(1);
    private const int LeastBurstBytes = 32 * 1024;

    public static string IfbOf(string port) => "ifb-" + port;

    /// <summary>Lines for `tc -batch` in the switch's namespace.</summary>
    public static IEnumerable<string> Rules(string port, Mbps rate)
    {
        var ifb = IfbOf(port);
        yield return $"qdisc add dev {port} root handle 1: {TokenBucket(rate)}";
        yield return $"qdisc add dev {ifb} root handle 1: {TokenBucket(rate)}";
        yield return $"qdisc add dev {port} handle ffff: ingress";
        yield return Filter(port, ToListener, "ip", $"match ip protocol 6 0xff match ip dport {MigrationPorts.First} {MigrationPorts.Mask}", ifb);
        yield return Filter(port, FromListener, "ip", $"match ip protocol 6 0xff match ip sport {MigrationPorts.First} {MigrationPorts.Mask}", ifb);
        yield return Filter(port, Everything, "all", "match u32 0 0", ifb);
    }

    private static string Filter(string port, int priority, string protocol, string match, string ifb) =>
        $"filter add dev {port} parent ffff: protocol {protocol} prio {priority} u32 {match} action mirred egress redirect dev {ifb}";

    private static string TokenBucket(Mbps rate)
    {
        var burst = Math.Max(LeastBurstBytes, rate.BytesPerSecond * Burst.TotalSeconds);
        return string.Create(
            CultureInfo.InvariantCulture, $"tbf rate {rate.BitsPerSecond:0}bit burst {burst:0} latency {Queue.TotalMilliseconds:0}ms");
    }
}
