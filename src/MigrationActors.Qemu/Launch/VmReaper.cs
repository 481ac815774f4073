using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Launch;

/// <summary>Ends a VM's QEMU for good and removes its folder. The guest ends with it, unless it has left for another host.</summary>
public sealed class VmReaper(QemuSettings settings, TimeProvider time)
{
    /// <summary>Asks QEMU to end, kills it after the grace, and removes its files. Nothing happens where it is gone already.</summary>
    /// <param name="monitor">A client to ask it with; null to ask by signal, which needs no free socket.</param>
    /// <exception cref="QemuLaunchException">Even a killed QEMU does not end: it hangs in the kernel. Its files are left.</exception>
    public async Task EndAsync(VmPaths paths, QmpClient? monitor = null, CancellationToken cancellation = default)
    {
        using var qemu = QemuProcess.Open(paths);
        if (qemu is not null)
        {
            await AskAsync(qemu, monitor, cancellation).ConfigureAwait(false);
            if (!await qemu.WaitForEndAsync(settings.QuitGrace, time, cancellation).ConfigureAwait(false))
                await KillAsync(qemu, paths, cancellation).ConfigureAwait(false);
        }

        VmDirectory.Remove(paths);
    }

    private static async Task AskAsync(ProcessHandle qemu, QmpClient? monitor, CancellationToken cancellation)
    {
        if (monitor is null)
        {
            qemu.Signal(PosixSignalNumber.Terminate);
            return;
        }

        try
        {
            await monitor.QuitAsync(cancellation).ConfigureAwait(false);
        }
        catch (QmpException)
        {
            // It does not listen to its monitor; it may still listen to a signal.
            qemu.Signal(PosixSignalNumber.Terminate);
        }
    }

    private async Task KillAsync(ProcessHandle qemu, VmPaths paths, CancellationToken cancellation)
    {
        qemu.Signal(PosixSignalNumber.Kill);
        if (!await qemu.WaitForEndAsync(settings.QuitGrace, time, cancellation).ConfigureAwait(false))
        {
            throw new QemuLaunchException(
                $"The QEMU of '{paths.Folder}' was killed but does not end: it waits in the kernel, most likely for its storage. Restore the storage, then stop the VM again.");
        }
    }
}
