using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>A QEMU that dies, hangs or refuses while the guest is on its way. A destination that dies in pre-copy: see ReservationRulesTests.</summary>
[Collection(FaultCollection.Name)]
[Trait("Category", "Long")]
public sealed class DeadQemuTests(FaultCluster fixture)
{
    [SkippableFact]
    public async Task Source_killed_in_precopy_the_guest_is_lost_and_nothing_of_it_is_left_at_the_destination()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f2");
        await scene.StartAsync(Technique.PreCopy);

        await FaultScene.SignalAsync(fixture.Source, scene.AtSource!.Pid, "KILL");

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("lost");
        ended.Failure.ShouldNotBeNull().ShouldContain("src has no QEMU of the VM");
        await fixture.WaitUntilListedAtAsync(scene.Guest.Name);
        scene.AtDestination.ShouldBeNull();
        (await scene.Guest.HasTapOnAsync(fixture.Destination)).ShouldBeFalse();
        (await scene.Guest.HasTapOnAsync(fixture.Source)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Destination_that_hangs_in_precopy_is_noticed_and_the_guest_stays()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f3");
        await scene.StartAsync(Technique.PreCopy);

        await FaultScene.SignalAsync(fixture.Destination, scene.AtDestination!.Pid, "STOP");

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("failed", ended.Failure);
        ended.Failure.ShouldNotBeNull().ShouldContain("Nothing has got through to dst");
        await scene.ShouldRunOnSourceAloneAsync();
    }

    [SkippableFact]
    public async Task Destination_killed_in_postcopy_the_guest_is_lost_and_the_source_is_neither_cancelled_nor_continued()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f4");
        await scene.StartAsync(Technique.PostCopy);

        await FaultScene.SignalAsync(fixture.Destination, scene.AtDestination!.Pid, "KILL");

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("lost", ended.Failure);
        var (guest, migration) = await FaultScene.AskAsync(scene.AtSource.ShouldNotBeNull());
        guest.Running.ShouldBeFalse();
        migration.Status.ShouldBe(MigrationStatus.PostcopyPaused);
    }

    [SkippableFact]
    public async Task Source_killed_in_postcopy_is_noticed_although_the_destination_says_running()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f5");
        await scene.StartAsync(Technique.PostCopy);

        await FaultScene.SignalAsync(fixture.Source, scene.AtSource!.Pid, "KILL");

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("lost", ended.Failure);
        scene.AtDestination.ShouldNotBeNull("It may be worth looking at, and is left alone.");
    }

    /// <summary>A person plugged a device into the guest, which the VM's definition does not know.</summary>
    [SkippableFact]
    public async Task Destination_that_rejects_the_device_state_the_guest_stays()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f8");
        await scene.PlugDeviceAsync();
        await scene.StartAsync(Technique.PreCopy);

        var ended = await scene.EndAsync();

        ended.Phase.ShouldBe("failed", ended.Failure);
        await scene.ShouldRunOnSourceAloneAsync();
    }

    [SkippableFact]
    public async Task Guest_that_never_converges_is_hurried_slowed_and_then_left_where_it_is()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f19", dirtyMiBPerSecond: 200);
        await scene.StartAsync(Technique.PreCopy);

        var ended = await scene.EndAsync();

        string.Join(" ", ended.History.Select(h => h.Note)).ShouldContain("up to what the SLA's lower bound leaves");
        if (ended.Phase == "completed")
        {
            await scene.ShouldRunOnDestinationAloneAsync();
        }
        else
        {
            ended.Failure.ShouldNotBeNull().ShouldContain("dirties its memory faster than it can be sent");
            await scene.ShouldRunOnSourceAloneAsync();
        }
    }
}
