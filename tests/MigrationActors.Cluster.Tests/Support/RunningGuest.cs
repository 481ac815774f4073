using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.Protocol.Api;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>A guest that was started on the source through the coordinator and has booted. Disposing ends it wherever it is.</summary>
public sealed class RunningGuest : IAsyncDisposable
{
    private const int SpareMiB = 16;
    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LiveTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(3);

    private readonly ClusterFixture _fixture;
    private readonly GuestClient _client;

    private RunningGuest(ClusterFixture fixture, Guest guest)
    {
        _fixture = fixture;
        Guest = guest;
        _client = new GuestClient(fixture.External, guest.Address);
        Probe = GuestProbe.Start(fixture.External, guest.Address, TimeProvider.System);
    }

    public Guest Guest { get; }

    public string Name => Guest.Name;

    public GuestProbe Probe { get; }

    public string Tap => TapName.For(Name, 0).Value;

    /// <param name="fillMiB">MiB of random bytes in its memory: what a migration has to send.</param>
    /// <param name="sla">The bounds that its definition states: with them a test chooses what a migration gets.</param>
    public static async Task<RunningGuest> BootAsync(ClusterFixture fixture, string name, int fillMiB = 16, (Mbps Lower, Mbps Upper)? sla = null, int dirtyMiBPerSecond = 0)
    {
        var options = new GuestOptions(name) { FillMiB = fillMiB, MemoryMiB = fillMiB + GuestOptions.SystemMiB + SpareMiB, Sla = sla, DirtyMiBPerSecond = dirtyMiBPerSecond };
        var guest = new RunningGuest(fixture, await GuestFactory.CreateAsync(fixture.Testbed, options));
        try
        {
            await fixture.Coordinator.StartVmAsync(TestbedLayout.Source, await guest.DefinitionAsync());
            await guest.Probe.WaitForAnswerAsync(BootTimeout);
            await guest._client.WaitUntilFilledAsync(BootTimeout);
            await Until.TrueAsync(
                async _ => (await fixture.HostAsync(TestbedLayout.Source)).Vms.Any(v => v.Name == name && v.State == "running"),
                LiveTimeout,
                () => $"The source does not say that '{name}' is running.",
                CancellationToken.None);
            return guest;
        }
        catch
        {
            await guest.DisposeAsync();
            throw;
        }
    }

    public Task<string> DefinitionAsync() => File.ReadAllTextAsync(Guest.DefinitionFile);

    /// <summary>Has the guest read its disk back.</summary>
    public Task<GuestReply> VerifyDiskAsync() => _client.VerifyDiskAsync();

    public Task<MigrationView> MigrateAsync(Urgency urgency, Technique? technique) =>
        _fixture.Coordinator.MigrateAsync(Name, TestbedLayout.Destination, urgency, technique);

    public Task<MigrationView> WaitForEndAsync(string id) => _fixture.Coordinator.WaitForEndAsync(id, EndTimeout);

    public Task<MigrationView> WaitForPhaseAsync(string id, string phase) =>
        _fixture.Coordinator.FollowAsync(id, v => v.Phase == phase || v.Terminal, EndTimeout);

    /// <summary>Returns when nine tenths have arrived, or it is no longer sent.</summary>
    public Task<MigrationView> NearlyThereAsync(string id) =>
        _fixture.Coordinator.FollowAsync(id, v => v.Progress.Fraction >= 0.9 || v.Phase != "transferring", EndTimeout);

    /// <summary>Its QEMU on a host, or null.</summary>
    public RunningVm? QemuOn(TestbedHost host) => new VmDirectory(host.VmFolder).Find(VmName.Parse(Name));

    public async Task<bool> HasTapOnAsync(TestbedHost host) => (await host.RunAsync(["ip", "link", "show", "dev", Tap])).Succeeded;

    /// <summary>It still counts, and since <paramref name="from"/> it was one instance that went on where it was.</summary>
    public async Task ShouldGoOnSinceAsync(DateTimeOffset from)
    {
        await Probe.WaitForAnswerAsync(LiveTimeout);
        var counter = Probe.LastAnswer!.Reply.Counter;
        await Until.TrueAsync(
            () => Probe.LastAnswer.Reply.Counter > counter, LiveTimeout, () => $"The counter of '{Name}' stands still at {counter}.", CancellationToken.None);
        var report = Probe.Report(from);
        report.IsOneContinuousInstance.ShouldBeTrue(report.ToString());
    }

    /// <summary>It runs on the source, as if nothing had been asked, and nothing of it is at the destination.</summary>
    public async Task ShouldRunOnSourceAloneSinceAsync(DateTimeOffset from)
    {
        await _fixture.WaitUntilListedAtAsync(Name, TestbedLayout.Source);
        await ShouldGoOnSinceAsync(from);
        QemuOn(_fixture.Source).ShouldNotBeNull();
        QemuOn(_fixture.Destination).ShouldBeNull();
        (await HasTapOnAsync(_fixture.Destination)).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await Probe.DisposeAsync();
        foreach (var host in new[] { _fixture.Source, _fixture.Destination })
        {
            await new VmReaper(QemuSettings.Default, TimeProvider.System).EndAsync(new VmDirectory(host.VmFolder).PathsOf(VmName.Parse(Name)));
        }

        // The agents see that the QEMU is gone and clear away; a migration that was under way ends.
        await _fixture.WaitUntilListedAtAsync(Name);
        await WaitForMigrationsAsync();
        File.Delete(Guest.DefinitionFile);
        File.Delete(Guest.DiskFile);
    }

    private Task WaitForMigrationsAsync() => Until.TrueAsync(
        async token => (await _fixture.Coordinator.MigrationsAsync(token)).Migrations.All(m => m.Vm != Name || m.Outcome != "running"),
        EndTimeout,
        () => $"A migration of '{Name}' does not end.",
        CancellationToken.None);
}
