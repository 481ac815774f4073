using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>Sees at a source's second monitor, the one for people, when its QEMU accepts a <c>migrate</c>.</summary>
public sealed class MigrateWatch : IAsyncDisposable
{
    private readonly QmpSession _session;

    private MigrateWatch(QmpSession session) => _session = session;

    public static async Task<MigrateWatch> StartAsync(VmPaths source, TimeProvider time, CancellationToken cancellation) =>
        new(await QmpSession.ConnectAsync(source.HumanSocket, QmpSettings.Default, time, cancellation));

    /// <summary>By QEMU's clock, which is the machine's.</summary>
    public async Task<DateTimeOffset> AcceptedAtAsync(CancellationToken cancellation)
    {
        await foreach (var happened in _session.Events.ReadAllAsync(cancellation))
        {
            if (happened.MigrationStatus() == MigrationStatus.Setup)
            {
                return happened.Timestamp;
            }
        }

        throw new TestbedException($"The source's QEMU ended without a transfer: {await _session.Closed}");
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
