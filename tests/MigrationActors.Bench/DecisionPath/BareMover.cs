using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>
/// Moves a guest as a script does that knows where to: QEMU at the destination, QMP <c>migrate</c>, and nothing decided,
/// persisted or reserved. The agents do not see this guest: its sockets are in a folder of its own.
/// </summary>
public sealed class BareMover : IAsyncDisposable
{
    // The last one: the product takes its ports from the first on.
    private const int Port = MigrationPorts.Last;
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(3);

    private readonly TestbedNetwork _testbed;
    private readonly VmDefinition _definition;
    private readonly TimeProvider _time;
    private PlainQemu _running;

    private BareMover(TestbedNetwork testbed, VmDefinition definition, PlainQemu running, TimeProvider time) =>
        (_testbed, _definition, _running, _time) = (testbed, definition, running, time);

    public static async Task<BareMover> StartAsync(
        TestbedNetwork testbed, Guest guest, string host, TimeProvider time, CancellationToken cancellation)
    {
        var definition = VmDefinitionReader.Read(await File.ReadAllTextAsync(guest.DefinitionFile, cancellation), guest.DefinitionFile);
        var running = await StartQemuAsync(testbed, definition, host, VmStart.Boot, time, cancellation);
        return new BareMover(testbed, definition, running, time);
    }

    public async Task<PathTimes> MoveAsync(string to, Technique technique, CancellationToken cancellation)
    {
        var capabilities = MigrationCapabilities.For(technique);
        var endpoint = new MigrationEndpoint(_testbed.Host(to).Address, Port);

        var wantedAt = _time.GetUtcNow();
        var destination = await StartQemuAsync(_testbed, _definition, to, VmStart.AwaitMigration, _time, cancellation);
        PathTimes times;
        try
        {
            await destination.Qmp.SetCapabilitiesAsync(capabilities, cancellation);
            await destination.Qmp.MigrateIncomingAsync(endpoint, cancellation);
            var listeningAt = _time.GetUtcNow();
            await _running.Qmp.SetCapabilitiesAsync(capabilities, cancellation);
            await _running.Qmp.SetParametersAsync(MigrationParameters.Cap(_testbed.LinkRate), cancellation);
            await _running.Qmp.MigrateAsync(endpoint, cancellation: cancellation);
            times = new PathTimes(
                wantedAt, wantedAt, destination.Times.Tap, destination.Times.Process, listeningAt, listeningAt, _time.GetUtcNow());

            await _running.WaitUntilSentAsync(MigrationTimeout, cancellation);
            await destination.TimeOfAsync(QmpEventNames.Resume, cancellation);
        }
        catch
        {
            await destination.DisposeAsync();
            throw;
        }

        await _running.DisposeAsync();
        _running = destination;
        return times;
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    private static Task<PlainQemu> StartQemuAsync(
        TestbedNetwork testbed, VmDefinition definition, string hostName, VmStart start, TimeProvider time, CancellationToken cancellation)
    {
        var host = testbed.Host(hostName);
        return PlainQemu.StartAsync(host, definition, start, time, Path.Combine(host.StateFolder, "plain"), cancellation);
    }
}
