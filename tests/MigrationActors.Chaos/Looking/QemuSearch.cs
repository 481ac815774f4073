using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Looking;

/// <summary>Looks for QEMUs on the hosts, without trust in the product.</summary>
public static class QemuSearch
{
    private const string Program = "qemu-system";

    /// <summary>The guest's QEMUs on these hosts, and what they do.</summary>
    public static async Task<IReadOnlyList<QemuOfGuest>> OfAsync(string guest, IEnumerable<TestbedHost> hosts, CancellationToken cancellation)
    {
        var found = new List<QemuOfGuest>();
        foreach (var host in hosts)
        {
            if (new VmDirectory(host.VmFolder).Find(VmName.Parse(guest)) is { } vm)
            {
                found.Add(new QemuOfGuest(host.Name, vm.Pid, await StateOfAsync(vm.Paths, cancellation)));
            }
        }

        return found;
    }

    /// <summary>The pids of all QEMUs on a host, also of those whose folder is gone.</summary>
    public static async Task<IReadOnlyList<int>> PidsAsync(TestbedHost host, CancellationToken cancellation) =>
        [.. (await new NetworkNamespace(host.Namespace).PidsAsync(cancellation)).Where(IsQemu)];

    private static async Task<VmStatus?> StateOfAsync(VmPaths paths, CancellationToken cancellation)
    {
        try
        {
            await using var session = await QmpSession.ConnectAsync(paths.HumanSocket, QmpSettings.Default, TimeProvider.System, cancellation);
            return await new QmpClient(session).QueryStatusAsync(cancellation);
        }
        catch (QmpException)
        {
            // It may be ending just now; the next look tells.
            return null;
        }
    }

    private static bool IsQemu(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").StartsWith(Program, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended while we looked.
            return false;
        }
    }
}
