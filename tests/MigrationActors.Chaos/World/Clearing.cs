using System.Globalization;
using MigrationActors.Chaos.Looking;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.World;

/// <summary>Removes what a violated round has left on a host, so that the next round is not blamed for it.</summary>
internal static class Clearing
{
    /// <summary>An agent that sees its QEMU gone clears away; it is given the first chance, so that not two do it at a time.</summary>
    private static readonly TimeSpan AgentsChance = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(TestbedHost host, TimeProvider time, CancellationToken cancellation)
    {
        foreach (var pid in await QemuSearch.PidsAsync(host, cancellation))
        {
            await host.RunAsync(["kill", "-KILL", pid.ToString(CultureInfo.InvariantCulture)], cancellation);
        }

        var until = time.GetUtcNow() + AgentsChance;
        while ((await HostLeftovers.FindAsync(host, null, null, cancellation)).Count > 0 && time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, cancellation);
        }

        foreach (var tap in await HostLeftovers.TapsAsync(host, cancellation))
        {
            await host.RunAsync(["ip", "link", "delete", tap], cancellation);
        }

        foreach (var folder in HostLeftovers.Folders(host))
        {
            await host.RunAsync(["rm", "-rf", Path.Combine(host.VmFolder, folder)], cancellation);
        }
    }
}
