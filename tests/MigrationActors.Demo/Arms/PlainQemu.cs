using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo.Arms;

/// <summary>A QEMU on one of the testbed's hosts, with a QMP session and nothing of the product around it.</summary>
public sealed class PlainQemu : IAsyncDisposable
{
    private readonly TestbedHost _host;
    private readonly QemuLauncher _launcher;
    private readonly VmDefinition _definition;
    private readonly string _tap;
    private readonly QmpSession _session;

    private PlainQemu(TestbedHost host, QemuLauncher launcher, VmDefinition definition, string tap, QmpSession session)
    {
        (_host, _launcher, _definition, _tap, _session) = (host, launcher, definition, tap, session);
        Qmp = new QmpClient(session);
    }

    public QmpClient Qmp { get; }

    public static async Task<PlainQemu> StartAsync(TestbedHost host, VmDefinition definition, string tap, VmStart start, TimeProvider time)
    {
        var launcher = new QemuLauncher(new VmDirectory(host.VmFolder), QemuSettings.Default, new NamespaceRunner(host.Namespace), time);
        var vm = await launcher.StartAsync(definition, [tap], start);
        var session = await QmpSession.ConnectAsync(vm.Paths.QmpSocket, QmpSettings.Default, time, CancellationToken.None);
        return new PlainQemu(host, launcher, definition, tap, session);
    }

    /// <summary>The time of the next event of that name.</summary>
    public async Task<DateTimeOffset> TimeOfAsync(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var happened in _session.Events.ReadAllAsync(limit.Token))
        {
            if (happened.Name == name)
            {
                return happened.Timestamp;
            }
        }

        throw new TestbedException($"QEMU on '{_host.Name}' ended without the event {name}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _launcher.StopAsync(_definition.Name);
        await new NetworkNamespace(_host.Namespace).ConfigureLinksAsync([$"link delete dev {_tap}"], CancellationToken.None);
        _launcher.Dispose();
    }
}
