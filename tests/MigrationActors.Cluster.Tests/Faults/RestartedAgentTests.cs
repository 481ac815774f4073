using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>A host's agent dies and comes back; QEMU, the transfer and the rules do not notice.</summary>
[Collection(FaultCollection.Name)]
[Trait("Category", "Long")]
public sealed class RestartedAgentTests(FaultCluster fixture)
{
    [SkippableTheory]
    [InlineData(TestbedLayout.Source, Technique.PreCopy)]
    [InlineData(TestbedLayout.Destination, Technique.PostCopy)]
    public async Task During_the_transfer_it_takes_everything_up_again(string host, Technique technique)
    {
        await using var scene = await FaultScene.SetAsync(fixture, $"f14{host}");
        await scene.StartAsync(technique);

        await fixture.Cluster.KillNodeAsync(host);
        await fixture.RestoreAsync(fixture.AgentOf(fixture.Testbed.Host(host)));

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("completed", ended.Failure);
        await scene.ShouldRunOnDestinationAloneAsync();
    }

    /// <summary>The source's host goes down after the VM has left: its QEMU's files and tap are still there when it is up again.</summary>
    [SkippableFact]
    public async Task A_host_that_reboots_after_the_transfer_clears_away_what_is_left_there()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f22");
        await scene.StartAsync(Technique.PreCopy);
        await scene.Guest.NearlyThereAsync(scene.MigrationId);
        var agent = fixture.Cluster.Node(fixture.Destination.Name);
        await FaultScene.SignalAsync(fixture.Destination, agent.Pid, "STOP");
        try
        {
            (await scene.Guest.WaitForPhaseAsync(scene.MigrationId, "transferred")).Phase.ShouldBe("transferred");
            var left = scene.AtSource.ShouldNotBeNull();
            await fixture.Cluster.KillNodeAsync(fixture.Source.Name);
            await FaultScene.SignalAsync(fixture.Source, left.Pid, "KILL");
        }
        finally
        {
            await FaultScene.SignalAsync(fixture.Destination, agent.Pid, "CONT");
        }

        (await scene.Guest.HasTapOnAsync(fixture.Source)).ShouldBeTrue();
        await fixture.RestoreAsync(fixture.AgentOf(fixture.Source));

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("completed", ended.Failure);
        await scene.ShouldRunOnDestinationAloneAsync();
        Directory.Exists(Path.Combine(fixture.Source.VmFolder, scene.Guest.Name)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task A_QMP_socket_that_somebody_else_holds_is_a_clear_refusal_and_no_harm()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "f21");
        var vm = guest.QemuOn(fixture.Source).ShouldNotBeNull();
        await fixture.Cluster.KillNodeAsync(fixture.Source.Name);
        var intruder = await QmpSession.ConnectAsync(vm.Paths.QmpSocket, QmpSettings.Default, TimeProvider.System, CancellationToken.None);
        await using (intruder.ConfigureAwait(false))
        {
            await fixture.RestoreAsync(fixture.AgentOf(fixture.Source));
            await FaultScene.WaitAsync(async () => await StateAsync(guest) == "unreachable", "The VM is not said to be unreachable.");
            await guest.MigrateAsync(Core.Reservation.Urgency.High, null).ShouldBeRefusedAsync(409, "unreachable", "QMP");
            (await new QmpClient(intruder).QueryStatusAsync()).Running.ShouldBeTrue();
        }

        await FaultScene.WaitAsync(async () => await StateAsync(guest) == "running", "The VM is not taken up when its socket is free again.");
    }

    private async Task<string?> StateAsync(RunningGuest guest) =>
        (await fixture.HostAsync(TestbedLayout.Source)).Vms.FirstOrDefault(v => v.Name == guest.Name)?.State;
}
