using MigrationActors.Core;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>Connects the hosts to the switch.</summary>
public static class HostWiring
{
    public static async Task ConnectAsync(TestbedLayout layout, Mbps rate, CancellationToken cancellation)
    {
        await layout.Switch.ConfigureLinksAsync(SwitchLinks(layout), cancellation).ConfigureAwait(false);
        await layout.Switch.ConfigureTrafficControlAsync(layout.Hosts.SelectMany(host => SwitchPort.Rules(host.Name, rate)), cancellation).ConfigureAwait(false);
        foreach (var host in layout.Hosts)
        {
            var inside = new NetworkNamespace(host.Namespace);
            await inside.ConfigureLinksAsync(HostLinks(host), cancellation).ConfigureAwait(false);
            ReserveMigrationPorts(inside);
            await WithoutOffloadsAsync(inside, TestbedHost.Uplink, cancellation).ConfigureAwait(false);
            // TCP on the host looks at the bridge's features, not the uplink's, to decide how large its packets may be.
            await WithoutOffloadsAsync(inside, TestbedHost.Bridge, cancellation).ConfigureAwait(false);
            await WithoutOffloadsAsync(layout.Switch, host.Name, cancellation).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> SwitchLinks(TestbedLayout layout)
    {
        yield return "link set lo up";
        yield return $"link add {TestbedHost.Bridge} type bridge";
        yield return $"link set {TestbedHost.Bridge} up";
        foreach (var host in layout.Hosts)
        {
            yield return $"link add {host.Name} type veth peer name {TestbedHost.Uplink} netns {host.Namespace}";
            yield return $"link set {host.Name} master {TestbedHost.Bridge} up";
            yield return $"link add {SwitchPort.IfbOf(host.Name)} type ifb";
            yield return $"link set {SwitchPort.IfbOf(host.Name)} up";
        }
    }

    private static IEnumerable<string> HostLinks(TestbedHost host) =>
    [
        "link set lo up",
        $"link add {TestbedHost.Bridge} type bridge",
        $"link set {TestbedHost.Uplink} master {TestbedHost.Bridge} up",
        $"address add {TestbedLayout.WithLength(host.Address)} dev {TestbedHost.Bridge}",
        $"link set {TestbedHost.Bridge} up",
    ];

    /// <summary>An application's ephemeral port in the migrations' range would be counted as a migration.</summary>
    private static void ReserveMigrationPorts(NetworkNamespace host) =>
        NamespaceThread.InNetwork(host.Name, () =>
        {
            // The kernel shows the settings of the namespace of the thread that opens the file.
            File.WriteAllText("/proc/sys/net/ipv4/ip_local_reserved_ports", $"{MigrationPorts.First}-{MigrationPorts.Last}");
            return true;
        });

    /// <summary>Counters and shapers are to see packets as they are on a wire, not the kernel's 64 KiB aggregates.</summary>
    private static async Task WithoutOffloadsAsync(NetworkNamespace where, string device, CancellationToken cancellation)
    {
        var result = await where.RunAsync(["ethtool", "-K", device, "tso", "off", "gso", "off", "gro", "off"], cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"Switching the offloads of {device} in '{where.Name}' off failed: {result.Complaint}");
        }
    }
}
