using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Chaos.World;

/// <summary>The guest that is moved, and the probe that watches it.</summary>
public sealed class ChaosGuest : IAsyncDisposable
{
    private const int FillMiB = 24;
    private const int DirtyMiBPerSecond = 2;
    private const int SpareMiB = 16;
    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(2);

    /// <summary>An answer may wait in a full queue for so long.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly Guest _guest;

    private ChaosGuest(Guest guest, GuestProbe probe) => (_guest, Probe) = (guest, probe);

    public string Name => _guest.Name;

    public GuestProbe Probe { get; }

    /// <summary>Boots a guest on the source, through the coordinator, and returns when it has filled its memory.</summary>
    public static async Task<ChaosGuest> BootAsync(TestbedNetwork testbed, TestbedCluster cluster, string name, TimeProvider time, CancellationToken cancellation)
    {
        var options = new GuestOptions(name) { FillMiB = FillMiB, DirtyMiBPerSecond = DirtyMiBPerSecond, MemoryMiB = FillMiB + GuestOptions.SystemMiB + SpareMiB };
        var guest = await GuestFactory.CreateAsync(testbed, options, cancellation);
        await cluster.Coordinator.StartVmAsync(TestbedLayout.Source, await File.ReadAllTextAsync(guest.DefinitionFile, cancellation), cancellation);
        var external = testbed.Host(TestbedLayout.External);
        var booted = new ChaosGuest(guest, GuestProbe.Start(external, guest.Address, time));
        try
        {
            await booted.Probe.WaitForAnswerAsync(BootTimeout, cancellation);
            await new GuestClient(external, guest.Address).WaitUntilFilledAsync(BootTimeout, cancellation);
            return booted;
        }
        catch
        {
            await booted.DisposeAsync();
            throw;
        }
    }

    /// <summary>What speaks against one instance that went on all the time since a moment, and still does.</summary>
    public IEnumerable<string> Complaints(DateTimeOffset since)
    {
        var report = Probe.Report(since);
        if (Probe.LastAnswer is not { } last || last.At < Probe.Now - Fresh)
        {
            yield return $"the guest has not answered since {Probe.LastAnswer?.At:O}";
        }

        if (report.AnsweredTwice)
        {
            yield return "two copies of the guest have answered";
        }

        if (report.Rebooted || report.WentBack)
        {
            yield return $"the guest did not go on where it was: {report}";
        }
    }

    public ValueTask DisposeAsync() => Probe.DisposeAsync();
}
