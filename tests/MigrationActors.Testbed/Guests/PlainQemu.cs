using MigrationActors.LinuxNet.Taps;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Guests;

/// <summary>
/// A QEMU on one of the testbed's hosts, with its tap, a QMP session and nothing of the product around it: what a script has
/// that moves guests by itself.
/// </summary>
public sealed class PlainQemu : IAsyncDisposable
{
    private static readonly TimeSpan EventTimeout = TimeSpan.FromSeconds(30);

    private readonly TestbedHost _host;
    private readonly QemuLauncher _launcher;
    private readonly VmDefinition _definition;
    private readonly QmpSession _session;

    private PlainQemu(TestbedHost host, QemuLauncher launcher, VmDefinition definition, QmpSession session, PlainQemuTimes times)
    {
        (_host, _launcher, _definition, _session, Times) = (host, launcher, definition, session, times);
        Qmp = new QmpClient(session);
    }

    public QmpClient Qmp { get; }

    /// <summary>When each step of its start was done.</summary>
    public PlainQemuTimes Times { get; }

    /// <param name="definition">With one NIC.</param>
    /// <param name="vmFolder">
    /// Where its sockets are; null: where the host's agent looks for VMs, so for when there is no agent.
    /// </param>
    /// <exception cref="QemuLaunchException">It runs there already, or QEMU did not start.</exception>
    /// <exception cref="TestbedException">Its tap device could not be made.</exception>
    public static async Task<PlainQemu> StartAsync(
        TestbedHost host, VmDefinition definition, VmStart start, TimeProvider time, string? vmFolder = null, CancellationToken cancellation = default)
    {
        var tap = TapOf(definition);
        var network = new NetworkNamespace(host.Namespace);
        await network.ConfigureLinksAsync(
            [$"tuntap add dev {tap} mode tap", $"link set dev {tap} master {TestbedHost.Bridge} up"], cancellation).ConfigureAwait(false);
        var tapAt = time.GetUtcNow();

        var directory = new VmDirectory(vmFolder ?? host.VmFolder);
        var launcher = new QemuLauncher(directory, QemuSettings.Default, new NamespaceCommandRunner(host.Namespace), time);
        try
        {
            var vm = await launcher.StartAsync(definition, [tap], start, cancellation: cancellation).ConfigureAwait(false);
            var processAt = time.GetUtcNow();
            var session = await QmpSession.ConnectAsync(vm.Paths.QmpSocket, QmpSettings.Default, time, cancellation).ConfigureAwait(false);
            return new PlainQemu(host, launcher, definition, session, new PlainQemuTimes(tapAt, processAt, time.GetUtcNow()));
        }
        catch
        {
            await EndAsync(host, launcher, definition).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The time of the next event of that name, by QEMU's clock.</summary>
    /// <exception cref="TestbedException">QEMU ended without it.</exception>
    /// <exception cref="OperationCanceledException">It did not come in 30 s.</exception>
    public async Task<DateTimeOffset> TimeOfAsync(string name, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(EventTimeout);
        await foreach (var happened in _session.Events.ReadAllAsync(limit.Token).ConfigureAwait(false))
        {
            if (happened.Name == name)
            {
                return happened.Timestamp;
            }
        }

        throw new TestbedException($"QEMU on '{_host.Name}' ended without the event {name}.");
    }

    /// <summary>Follows the migration of which this is the source; returns when it was seen completed.</summary>
    /// <exception cref="TestbedException">It failed, or is not over in that time.</exception>
    public async Task WaitUntilSentAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        MigrationInfo? info = null;
        await Until.TrueAsync(
            async token =>
            {
                info = await Qmp.QueryMigrateAsync(token).ConfigureAwait(false);
                return info.Status == MigrationStatus.Failed
                    ? throw new TestbedException($"The migration from '{_host.Name}' failed: {info.Error}")
                    : info.Status == MigrationStatus.Completed;
            },
            timeout,
            () => $"The migration from '{_host.Name}' is '{info?.RawStatus}' after {timeout.TotalSeconds} s.",
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends QEMU, and with it the guest if it is here, and removes its tap.</summary>
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync().ConfigureAwait(false);
        await EndAsync(_host, _launcher, _definition).ConfigureAwait(false);
    }

    private static async Task EndAsync(TestbedHost host, QemuLauncher launcher, VmDefinition definition)
    {
        await launcher.StopAsync(definition.Name).ConfigureAwait(false);
        await new NetworkNamespace(host.Namespace).ConfigureLinksAsync([$"link delete dev {TapOf(definition)}"], CancellationToken.None).ConfigureAwait(false);
        launcher.Dispose();
    }

    private static string TapOf(VmDefinition definition) => TapName.For(definition.Name.Value, 0).Value;
}
