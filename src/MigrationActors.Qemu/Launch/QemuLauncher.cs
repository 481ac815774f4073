using MigrationActors.Processes;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>Starts and ends the VMs of one host. One launcher per <see cref="VmDirectory"/>.</summary>
public sealed class QemuLauncher(VmDirectory directory, QemuSettings settings, ICommandRunner commands, TimeProvider time) : IDisposable
{
    private readonly QemuDaemon _daemon = new(settings, commands);
    private readonly VmReaper _reaper = new(settings, time);

    // Between the look for a running QEMU and the start of ours nobody else may start the same VM.
    private readonly SemaphoreSlim _starting = new(1, 1);

    public VmDirectory Directory => directory;

    /// <summary>Starts a QEMU that outlives us. When it returns, its monitors listen.</summary>
    /// <param name="taps">Tap devices that exist, one for each card of the definition, in their order.</param>
    /// <exception cref="QemuLaunchException">The VM runs here already, or QEMU did not start. Nothing is left behind.</exception>
    public Task<RunningVm> StartAsync(
        VmDefinition definition, IReadOnlyList<string> taps, VmStart start, CancellationToken cancellation = default) =>
        StartAsync(definition, taps, start, incoming: null, cancellation);

    /// <inheritdoc cref="StartAsync(VmDefinition,IReadOnlyList{string},VmStart,CancellationToken)"/>
    /// <param name="incoming">
    /// The id of the migration it awaits, which <see cref="VmDirectory.IncomingOf"/> tells whoever finds the QEMU later; null where it awaits none.
    /// </param>
    public async Task<RunningVm> StartAsync(
        VmDefinition definition, IReadOnlyList<string> taps, VmStart start, string? incoming, CancellationToken cancellation = default)
    {
        var arguments = QemuCommandLine.Build(definition, directory.PathsOf(definition.Name), taps, start, settings.Sandbox);
        await _starting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await StartAloneAsync(definition, arguments, incoming, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the VM's QEMU, and with it the guest if it is here, and removes its files. Nothing happens where it is gone.</summary>
    /// <param name="monitor">The client that holds the VM's socket; null to ask by signal.</param>
    /// <exception cref="QemuLaunchException">Even a killed QEMU does not end.</exception>
    public Task StopAsync(VmName name, QmpClient? monitor = null, CancellationToken cancellation = default) =>
        _reaper.EndAsync(directory.PathsOf(name), monitor, cancellation);

    public void Dispose() => _starting.Dispose();

    private async Task<RunningVm> StartAloneAsync(
        VmDefinition definition, IReadOnlyList<string> arguments, string? incoming, CancellationToken cancellation)
    {
        var paths = directory.PathsOf(definition.Name);
        if (QemuProcess.FindPid(paths) is { } running)
            throw new QemuLaunchException($"VM '{definition.Name}' runs on this host already (pid {running}). Stop it first, or choose another name.");

        // What a QEMU that crashed has left would be in the way.
        VmDirectory.Remove(paths);
        directory.Create(definition, incoming);
        try
        {
            var pid = await _daemon.StartAsync($"VM '{definition.Name}'", paths, arguments, cancellation).ConfigureAwait(false);
            return new RunningVm(definition, paths, pid);
        }
        catch
        {
            await _reaper.EndAsync(paths, cancellation: CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
