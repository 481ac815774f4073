using MigrationActors.Core;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Gangs.World;

/// <summary>A guest that is moved, and the probe that watches it.</summary>
public sealed class GangGuest : IAsyncDisposable
{
    private const int SpareMiB = 16;
    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Runs are long, and every answer is kept.</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>An answer may wait in a full queue for so long.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Guest _guest;
    private readonly GuestProbe _probe;
    private readonly GuestClient _client;
    private DateTimeOffset _since;

    private GangGuest(Guest guest, (Mbps Lower, Mbps Upper) sla, GuestProbe probe, GuestClient client) =>
        (_guest, Sla, _probe, _client, _since) = (guest, sla, probe, client, probe.Now);

    public string Name => _guest.Name;

    /// <summary>The bounds that its definition states.</summary>
    public (Mbps Lower, Mbps Upper) Sla { get; }

    /// <summary>Boots a guest on the source, through the coordinator, and returns when it has filled its memory.</summary>
    /// <param name="fillMiB">MiB of random bytes: what a migration has to send beside the guest's system.</param>
    public static async Task<GangGuest> BootAsync(
        TestbedNetwork testbed, TestbedCluster cluster, string name, int fillMiB, (Mbps Lower, Mbps Upper) sla, TimeProvider time, CancellationToken cancellation)
    {
        var options = new GuestOptions(name) { FillMiB = fillMiB, MemoryMiB = fillMiB + GuestOptions.SystemMiB + SpareMiB, Sla = sla };
        var guest = await GuestFactory.CreateAsync(testbed, options, cancellation);
        await cluster.Coordinator.StartVmAsync(TestbedLayout.Source, await File.ReadAllTextAsync(guest.DefinitionFile, cancellation), cancellation);
        var external = testbed.Host(TestbedLayout.External);
        var booted = new GangGuest(guest, sla, GuestProbe.Start(external, guest.Address, time, ProbeInterval), new GuestClient(external, guest.Address));
        try
        {
            await booted._probe.WaitForAnswerAsync(BootTimeout, cancellation);
            await booted._client.WaitUntilFilledAsync(BootTimeout, cancellation);
            return booted;
        }
        catch
        {
            await booted.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on <see cref="Complaints"/> looks.</summary>
    public void WatchFromNow() => _since = _probe.Now;

    /// <summary>What speaks against one instance that has gone on all the time, and still does. A sentence each.</summary>
    public IEnumerable<string> Complaints()
    {
        var report = _probe.Report(_since);
        if (_probe.LastAnswer is not { } last || last.At < _probe.Now - Fresh)
        {
            yield return $"'{Name}' has not answered since {_probe.LastAnswer?.At:O}";
        }

        if (report.AnsweredTwice)
        {
            yield return $"two copies of '{Name}' have answered";
        }

        if (report.Rebooted || report.WentBack)
        {
            yield return $"'{Name}' did not go on where it was: {report}";
        }
    }

    /// <summary>Has the guest read its disk back.</summary>
    public async Task<string?> DiskComplaintAsync(CancellationToken cancellation)
    {
        var reply = await _client.VerifyDiskAsync(cancellation);
        return reply.DiskIsIntact ? null : $"the disk of '{Name}' is {reply.Disk}";
    }

    public ValueTask DisposeAsync() => _probe.DisposeAsync();
}
