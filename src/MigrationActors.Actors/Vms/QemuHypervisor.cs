using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.Processes;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Vms;

/// <summary>QEMU on this host: the launcher for the processes, the tap manager for their network.</summary>
public sealed class QemuHypervisor(QemuLauncher launcher, QemuProbe probe, TapManager taps, QmpSettings qmp, TimeProvider time) : IHypervisor
{
    public async Task<HypervisorFacts> ProbeAsync(CancellationToken cancellation)
    {
        var found = await probe.RunAsync(cancellation).ConfigureAwait(false);
        return new HypervisorFacts(found.Version?.ToString(), found.Obstacle);
    }

    public IReadOnlyList<VmDefinition> Running() => [.. launcher.Directory.List().Running.Select(vm => vm.Definition)];

    public string? IncomingOf(VmDefinition definition) => launcher.Directory.IncomingOf(definition.Name);

    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation)
    {
        try
        {
            var folders = launcher.Directory.Sweep();
            var removed = await taps.SweepAsync([.. launcher.Directory.Names().Select(n => n.Value)], cancellation).ConfigureAwait(false);
            return [.. folders, .. removed];
        }
        catch (Exception e) when (e is LinuxNetException or CommandNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new HypervisorException(e.Message, e);
        }
    }

    public async Task StartAsync(VmDefinition definition, string? incoming, CancellationToken cancellation)
    {
        try
        {
            var names = await CreateTapsAsync(definition, cancellation).ConfigureAwait(false);
            await launcher.StartAsync(
                definition, names, incoming is null ? VmStart.Boot : VmStart.AwaitMigration, incoming, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is QemuLaunchException or LinuxNetException or CommandNotFoundException or IOException or UnauthorizedAccessException)
        {
            await ForgetTapsAsync(definition).ConfigureAwait(false);
            throw new HypervisorException(e.Message, e);
        }
    }

    public IVmConnection Connect(VmDefinition definition) =>
        new QemuConnection(ReconnectingQmp.Start(launcher.Directory.PathsOf(definition.Name).QmpSocket, qmp, time));

    public async Task RemoveAsync(VmDefinition definition, CancellationToken cancellation)
    {
        try
        {
            await launcher.StopAsync(definition.Name, cancellation: cancellation).ConfigureAwait(false);
            await DeleteTapsAsync(definition, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is QemuLaunchException or LinuxNetException or IOException or UnauthorizedAccessException)
        {
            throw new HypervisorException(e.Message, e);
        }
    }

    public IReadOnlyList<string> TapsOf(VmDefinition definition) =>
        [.. Enumerable.Range(0, definition.Nics.Count).Select(nic => TapName.For(definition.Name.Value, nic).Value)];

    public int ResidentMiB(VmDefinition definition) => MemoryUse.Resident(launcher.Directory.PathsOf(definition.Name), definition);

    public long FreeMemoryMiB() => MemoryUse.Available();

    private async Task<IReadOnlyList<string>> CreateTapsAsync(VmDefinition definition, CancellationToken cancellation)
    {
        var names = new List<string>();
        for (var nic = 0; nic < definition.Nics.Count; nic++)
        {
            var bridge = new InterfaceName(definition.Nics[nic].Bridge);
            names.Add((await taps.CreateAsync(definition.Name.Value, nic, bridge, cancellation).ConfigureAwait(false)).Value);
        }

        return names;
    }

    private async Task DeleteTapsAsync(VmDefinition definition, CancellationToken cancellation)
    {
        for (var nic = 0; nic < definition.Nics.Count; nic++)
        {
            await taps.DeleteAsync(definition.Name.Value, nic, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>After a start that failed: the taps go, unless a VM of that name runs here already and uses them.</summary>
    private async Task ForgetTapsAsync(VmDefinition definition)
    {
        if (launcher.Directory.Find(definition.Name) is not null)
        {
            return;
        }

        try
        {
            await DeleteTapsAsync(definition, CancellationToken.None).ConfigureAwait(false);
        }
        catch (LinuxNetException)
        {
            // Why the start failed matters more, and says the same.
        }
    }
}
