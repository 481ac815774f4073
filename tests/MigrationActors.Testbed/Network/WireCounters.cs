using System.Text.Json;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>
/// Bytes on one host's wire since the testbed came up, with Ethernet headers, as its switch port saw them.
/// </summary>
/// <param name="MigrationFromHost">
/// Bytes of TCP to or from a migration port (<see cref="MigrationPorts"/>) that the host sent. Counted as the host sent
/// them: the few that the full queue of the link then dropped are in.
/// </param>
/// <param name="OtherFromHost">All other bytes that the host sent, counted likewise.</param>
/// <param name="ToHost">Bytes that the link delivered to the host, dropped ones not in.</param>
public sealed record WireCounters(string Host, long MigrationFromHost, long OtherFromHost, long ToHost)
{
    /// <summary>What was counted since <paramref name="earlier"/>, a reading of the same host.</summary>
    public WireCounters Since(WireCounters earlier) =>
        new(Host, MigrationFromHost - earlier.MigrationFromHost, OtherFromHost - earlier.OtherFromHost, ToHost - earlier.ToHost);

    /// <exception cref="TestbedException">The testbed is not up.</exception>
    public static async Task<WireCounters> ReadAsync(TestbedLayout layout, string host, CancellationToken cancellation = default)
    {
        var port = layout.Host(host).Name;
        var filters = ReadTcAsync(layout.Switch, ["filter", "show", "dev", port, "parent", "ffff:"], cancellation);
        var qdiscs = ReadTcAsync(layout.Switch, ["qdisc", "show", "dev", port], cancellation);
        return Parse(port, await filters.ConfigureAwait(false), await qdiscs.ConfigureAwait(false));
    }

    /// <param name="filters">What `tc -s -j filter show` prints for the port's ingress.</param>
    /// <param name="qdiscs">What `tc -s -j qdisc show` prints for the port.</param>
    internal static WireCounters Parse(string host, string filters, string qdiscs)
    {
        using var filterList = JsonDocument.Parse(filters);
        using var qdiscList = JsonDocument.Parse(qdiscs);
        var bytes = filterList.RootElement.EnumerateArray()
            .Where(filter => filter.TryGetProperty("options", out var options) && options.TryGetProperty("actions", out _))
            .ToDictionary(
                filter => filter.GetProperty("pref").GetInt32(),
                filter => filter.GetProperty("options").GetProperty("actions")[0].GetProperty("stats").GetProperty("bytes").GetInt64());
        var delivered = qdiscList.RootElement.EnumerateArray()
            .Single(qdisc => qdisc.GetProperty("kind").GetString() == "tbf").GetProperty("bytes").GetInt64();
        return new WireCounters(
            host, bytes[SwitchPort.ToListener] + bytes[SwitchPort.FromListener], bytes[SwitchPort.Everything], delivered);
    }

    private static async Task<string> ReadTcAsync(NetworkNamespace where, string[] arguments, CancellationToken cancellation)
    {
        var result = await where.RunAsync(["tc", "-s", "-j", .. arguments], cancellation).ConfigureAwait(false);
        return result.Succeeded
            ? result.Output
            : throw new TestbedException($"Reading the wire's counters in '{where.Name}' failed: {result.Complaint}. Is the testbed up?");
    }
}
