using MigrationActors.Core.Techniques;
using MigrationActors.Processes;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Launch;

/// <summary>
/// Asks a throw-away QEMU without a machine what the host can do. Post-copy depends on the kernel and on permissions (userfaultfd) as
/// much as on QEMU, so it is tried, and not read off a version. Only a QEMU that awaits a migration checks that.
/// </summary>
/// <param name="directory">Has a place for it, so that a probe whose agent was killed is ended by the next one.</param>
public sealed class QemuProbe(VmDirectory directory, QemuSettings settings, ICommandRunner commands, TimeProvider time)
{
    // QEMU says no more than that it does not support it; what the host lacks is then nearly always this.
    private const string Remedy = "QEMU needs userfaultfd: give migrationd CAP_SYS_PTRACE, or set vm.unprivileged_userfaultfd=1, and restart it";

    public async Task<QemuProbeResult> RunAsync(CancellationToken cancellation = default)
    {
        var paths = directory.ProbePaths;
        var reaper = new VmReaper(settings, time);
        try
        {
            await reaper.EndAsync(paths, cancellation: cancellation).ConfigureAwait(false);
            VmDirectory.CreateFolder(paths);
            await new QemuDaemon(settings, commands)
                .StartAsync("A QEMU to try out post-copy", paths, QemuCommandLine.BuildEmpty(paths, settings.Sandbox), cancellation).ConfigureAwait(false);
            return await AskAsync(paths, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is QemuLaunchException or QmpException)
        {
            return new QemuProbeResult(null, e.Message);
        }
        finally
        {
            await reaper.EndAsync(paths, cancellation: CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<QemuProbeResult> AskAsync(VmPaths paths, CancellationToken cancellation)
    {
        var session = await QmpSession.ConnectAsync(paths.QmpSocket, QmpSettings.Default, time, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                await new QmpClient(session).SetCapabilitiesAsync(MigrationCapabilities.For(Technique.PostCopy), cancellation).ConfigureAwait(false);
                return new QemuProbeResult(session.Version, null);
            }
            catch (QmpCommandException e)
            {
                return new QemuProbeResult(session.Version, $"{e.Description}. {Remedy}.");
            }
        }
    }
}
