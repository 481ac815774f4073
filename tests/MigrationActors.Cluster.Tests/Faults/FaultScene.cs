using System.Text.Json.Nodes;
using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>
/// A guest under way on a saturated link, slowly enough to step in between. What every fault has to hold is checked at its end: the
/// rules on all hosts are as before.
/// </summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private const int FillMiB = 40;
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Low urgency leaves the applications the upper bound: the guest gets about a sixth of the link.</summary>
    private static readonly (Mbps Lower, Mbps Upper) Slow = (new Mbps(20), new Mbps(150));

    private readonly FaultCluster _fixture;
    private readonly TrafficGenerator _traffic;
    private readonly TrafficControl _before;
    private readonly DateTimeOffset _from;

    private FaultScene(FaultCluster fixture, RunningGuest guest, TrafficGenerator traffic, TrafficControl before)
    {
        (_fixture, Guest, _traffic, _before) = (fixture, guest, traffic, before);
        _from = guest.Probe.Now;
    }

    public RunningGuest Guest { get; }

    public string MigrationId { get; private set; } = "";

    /// <summary>The guest's QEMU that sends, or null.</summary>
    public RunningVm? AtSource => Guest.QemuOn(_fixture.Source);

    public RunningVm? AtDestination => Guest.QemuOn(_fixture.Destination);

    public static async Task<FaultScene> SetAsync(FaultCluster fixture, string name, int dirtyMiBPerSecond = 0)
    {
        fixture.SkipWithoutTestbed();
        var guest = await RunningGuest.BootAsync(fixture, name, FillMiB, Slow, dirtyMiBPerSecond);
        try
        {
            var traffic = await Saturation.StartAsync(fixture);
            return new FaultScene(fixture, guest, traffic, await fixture.TrafficControlAsync());
        }
        catch
        {
            await guest.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for the migration and returns when it is in the phase in which its technique sends.</summary>
    public async Task StartAsync(Technique technique)
    {
        var asked = await Guest.MigrateAsync(Urgency.Low, technique);
        asked.ReservedMbps.ShouldNotBeNull(string.Join(" ", asked.Reasons));
        MigrationId = asked.Id;
        var phase = technique == Technique.PostCopy ? "postcopyRunning" : "transferring";
        var sending = await Guest.WaitForPhaseAsync(MigrationId, phase);
        sending.Phase.ShouldBe(phase, sending.Failure);
        if (technique == Technique.PostCopy)
        {
            await WaitAsync(DestinationRunsAsync, "The guest did not resume at the destination.");
        }
    }

    public async Task<MigrationView> EndAsync()
    {
        MigrationView? last = null;
        await WaitAsync(
            async () => (last = await _fixture.Coordinator.TryMigrationAsync(MigrationId) ?? last) is { Terminal: true },
            "The migration did not end.");
        await WaitAsync(
            async () => (await _fixture.TrafficControlAsync()).Lines.SequenceEqual(_before.Lines),
            "The rules on the hosts are not what they were before.");
        return last!;
    }

    public static Task WaitAsync(Func<Task<bool>> condition, string complaint) =>
        Until.TrueAsync(_ => condition(), EndTimeout, () => complaint, CancellationToken.None);

    public static async Task SignalAsync(TestbedHost host, int pid, string signal) =>
        (await host.RunAsync(["kill", "-" + signal, $"{pid}"])).Succeeded.ShouldBeTrue($"kill -{signal} {pid} on {host.Name}");

    /// <summary>Plugs in what the VM's definition does not have, as a person may through the second socket.</summary>
    public async Task PlugDeviceAsync()
    {
        var session = await QmpSession.ConnectAsync(AtSource!.Paths.HumanSocket, QmpSettings.Default, TimeProvider.System, CancellationToken.None);
        await using (session.ConfigureAwait(false))
        {
            await session.ExecuteAsync("device_add", new JsonObject { ["driver"] = "virtio-balloon-pci", ["id"] = "plugged" });
        }
    }

    public Task ShouldRunOnSourceAloneAsync() => Guest.ShouldRunOnSourceAloneSinceAsync(_from);

    public async Task ShouldRunOnDestinationAloneAsync()
    {
        await _fixture.WaitUntilListedAtAsync(Guest.Name, TestbedLayout.Destination);
        await Guest.ShouldGoOnSinceAsync(_from);
        AtSource.ShouldBeNull();
        (await Guest.HasTapOnAsync(_fixture.Source)).ShouldBeFalse();
        (await Guest.VerifyDiskAsync()).DiskIsIntact.ShouldBeTrue();
    }

    /// <summary>Asks a QEMU through the socket that it keeps for people.</summary>
    public static async Task<(VmStatus Guest, MigrationInfo Migration)> AskAsync(RunningVm vm)
    {
        var session = await QmpSession.ConnectAsync(vm.Paths.HumanSocket, QmpSettings.Default, TimeProvider.System, CancellationToken.None);
        await using (session.ConfigureAwait(false))
        {
            var client = new QmpClient(session);
            return (await client.QueryStatusAsync(), await client.QueryMigrateAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _traffic.DisposeAsync();
        await Guest.DisposeAsync();
    }

    private async Task<bool> DestinationRunsAsync() =>
        AtDestination is { } vm && (await AskAsync(vm)) is { Guest.Running: true };
}
