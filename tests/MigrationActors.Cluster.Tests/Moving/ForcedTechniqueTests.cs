using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Moving;

[Collection(OneClusterCollection.Name)]
public sealed class ForcedTechniqueTests(ClusterFixture fixture)
{
    [SkippableTheory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public async Task A_guest_goes_on_at_the_destination_with_its_disk_intact_and_nothing_stays_at_the_source(Technique technique)
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, $"moved-{technique.Keyword()}", fillMiB: 32);
        var diskBefore = await guest.VerifyDiskAsync();
        diskBefore.DiskIsIntact.ShouldBeTrue(diskBefore.Disk);
        var trafficControl = await fixture.TrafficControlAsync();
        var qemu = OwnedProcess.Find("qemu", guest.QemuOn(fixture.Source).ShouldNotBeNull().Pid, "").ShouldNotBeNull();
        var from = guest.Probe.Now;

        var ended = await guest.WaitForEndAsync((await guest.MigrateAsync(Urgency.High, technique)).Id);

        ended.Phase.ShouldBe("completed", ended.Failure);
        ended.Technique.ShouldBe(WireJson.Name(technique));
        ended.TotalTimeMs.ShouldNotBeNull();
        ended.DowntimeMs.ShouldNotBeNull();
        ended.History.Any(h => h.Phase == "postcopyRunning").ShouldBe(technique != Technique.PreCopy);
        await fixture.WaitUntilListedAtAsync(guest.Name, TestbedLayout.Destination);
        await guest.ShouldGoOnSinceAsync(from);
        var diskAfter = await guest.VerifyDiskAsync();
        diskAfter.DiskIsIntact.ShouldBeTrue(diskAfter.Disk);
        diskAfter.DiskCounter!.Value.ShouldBeGreaterThan(diskBefore.DiskCounter!.Value);

        guest.QemuOn(fixture.Source).ShouldBeNull();
        qemu.IsRunning.ShouldBeFalse();
        (await guest.HasTapOnAsync(fixture.Source)).ShouldBeFalse();
        guest.QemuOn(fixture.Destination).ShouldNotBeNull();
        (await guest.HasTapOnAsync(fixture.Destination)).ShouldBeTrue();
        await fixture.ShouldHaveTrafficControlAsync(trafficControl);
    }
}
