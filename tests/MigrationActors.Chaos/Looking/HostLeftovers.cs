using System.Globalization;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Looking;

/// <summary>What a host has of the product's making beside the guest that runs there.</summary>
public static class HostLeftovers
{
    /// <param name="guest">The guest that runs on this host, or null.</param>
    /// <param name="pid">Its QEMU, or null.</param>
    /// <returns>A sentence for each thing that should not be there.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(TestbedHost host, string? guest, int? pid, CancellationToken cancellation) =>
    [
        .. (await QemuSearch.PidsAsync(host, cancellation)).Where(p => p != pid).Select(p => $"a QEMU ({p}) is left on '{host.Name}'"),
        .. (await TapsAsync(host, cancellation)).Where(t => guest is null || t != TapName.For(guest, 0).Value).Select(t => $"the tap {t} is left on '{host.Name}'"),
        .. Folders(host).Where(f => f != guest).Select(f => $"the VM folder of '{f}' is left on '{host.Name}'"),
        .. (await MigrationPortsAsync(host, cancellation)).Select(p => $"somebody listens on migration port {p} on '{host.Name}'"),
    ];

    /// <summary>The taps of the product's making.</summary>
    public static async Task<IReadOnlyList<string>> TapsAsync(TestbedHost host, CancellationToken cancellation) =>
        [.. (await host.RunAsync(["ip", "-br", "link", "show"], cancellation)).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2)[0])
            .Where(TapName.IsOurs)];

    /// <summary>The names of the VMs that have a folder.</summary>
    public static IReadOnlyList<string> Folders(TestbedHost host) =>
        Directory.Exists(host.VmFolder) ? [.. Directory.EnumerateDirectories(host.VmFolder).Select(folder => Path.GetFileName(folder))] : [];

    private static async Task<IEnumerable<int>> MigrationPortsAsync(TestbedHost host, CancellationToken cancellation)
    {
        const int localAddress = 3;
        return (await host.RunAsync(["ss", "-Hltn"], cancellation)).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[localAddress])
            .Select(address => int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), CultureInfo.InvariantCulture))
            .Where(port => port is >= MigrationPorts.First and <= MigrationPorts.Last);
    }
}
