using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Rules;

/// <summary>The rules are on the hosts while a migration needs them, and at no other time.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class ReservationRulesTests(ClusterFixture fixture)
{
    /// <summary>Low urgency leaves the applications the upper bound; the rest of the 200 Mbit/s is slow enough to step in between.</summary>
    private static readonly (Mbps Lower, Mbps Upper) Slow = (new Mbps(20), new Mbps(120));

    private static readonly (Mbps Lower, Mbps Upper) Slower = (new Mbps(20), new Mbps(150));

    [SkippableFact]
    public async Task A_migration_that_completes_has_its_rules_on_all_three_hosts_and_leaves_none()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "ruled", fillMiB: 24, Slow);
        await using var traffic = await Saturation.StartAsync(fixture);
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;

        var migration = await guest.MigrateAsync(Urgency.Low, Technique.PreCopy);
        migration.ReservedMbps.ShouldNotBeNull(string.Join(" ", migration.Reasons));
        (await guest.WaitForPhaseAsync(migration.Id, "transferring")).Phase.ShouldBe("transferring");
        ShouldHaveOurTrees(await fixture.TrafficControlAsync());
        var ended = await guest.WaitForEndAsync(migration.Id);

        ended.Phase.ShouldBe("completed", ended.Failure);
        await fixture.ShouldHaveTrafficControlAsync(before);
        await guest.ShouldGoOnSinceAsync(from);
    }

    [SkippableFact]
    public async Task A_destination_that_dies_in_precopy_fails_the_migration_and_the_guest_goes_on_at_the_source()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "orphaned", fillMiB: 64, Slower);
        await using var traffic = await Saturation.StartAsync(fixture);
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;

        var migration = await guest.MigrateAsync(Urgency.Low, Technique.PreCopy);
        (await guest.WaitForPhaseAsync(migration.Id, "transferring")).Phase.ShouldBe("transferring");
        ShouldHaveOurTrees(await fixture.TrafficControlAsync());
        var destination = guest.QemuOn(fixture.Destination).ShouldNotBeNull();
        (await fixture.Destination.RunAsync(["kill", "-KILL", $"{destination.Pid}"])).ExitCode.ShouldBe(0);
        var ended = await guest.WaitForEndAsync(migration.Id);

        ended.Phase.ShouldBe("failed");
        ended.Failure.ShouldNotBeNullOrWhiteSpace();
        await fixture.ShouldHaveTrafficControlAsync(before);
        await guest.ShouldRunOnSourceAloneSinceAsync(from);
    }

    [SkippableFact]
    public async Task A_cancelled_precopy_leaves_the_guest_at_the_source_and_can_be_asked_for_again()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "recalled", fillMiB: 64, Slower);
        TrafficControl before;
        DateTimeOffset from;
        await using (await Saturation.StartAsync(fixture))
        {
            before = await fixture.TrafficControlAsync();
            from = guest.Probe.Now;
            var migration = await guest.MigrateAsync(Urgency.Low, Technique.PreCopy);
            (await guest.WaitForPhaseAsync(migration.Id, "transferring")).Phase.ShouldBe("transferring");
            ShouldHaveOurTrees(await fixture.TrafficControlAsync());
            await guest.MigrateAsync(Urgency.High, null).ShouldBeRefusedAsync(409, "already migrating", migration.Id, "migctl cancel");

            (await fixture.Coordinator.CancelAsync(migration.Id)).Phase.ShouldBe("aborting");
            var ended = await guest.WaitForEndAsync(migration.Id);

            ended.Phase.ShouldBe("cancelled", ended.Failure);
            await fixture.ShouldHaveTrafficControlAsync(before);
            await guest.ShouldRunOnSourceAloneSinceAsync(from);
            await fixture.Coordinator.CancelAsync(migration.Id).ShouldBeRefusedAsync(409, "over");
        }

        var again = await guest.WaitForEndAsync((await guest.MigrateAsync(Urgency.High, Technique.PreCopy)).Id);
        again.Phase.ShouldBe("completed", again.Failure);
        await guest.ShouldGoOnSinceAsync(from);
        await fixture.ShouldHaveTrafficControlAsync(before);
    }

    [SkippableFact]
    public async Task Once_postcopy_has_begun_a_cancel_is_refused_and_the_guest_arrives()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "committed", fillMiB: 32, Slow);
        await using var traffic = await Saturation.StartAsync(fixture);
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;

        var migration = await guest.MigrateAsync(Urgency.Low, Technique.PostCopy);
        (await guest.WaitForPhaseAsync(migration.Id, "postcopyRunning")).Phase.ShouldBe("postcopyRunning");
        await fixture.Coordinator.CancelAsync(migration.Id).ShouldBeRefusedAsync(409, "Post-copy has begun", "It goes on to the destination");
        var ended = await guest.WaitForEndAsync(migration.Id);

        ended.Phase.ShouldBe("completed", ended.Failure);
        await guest.ShouldGoOnSinceAsync(from);
        await fixture.WaitUntilListedAtAsync(guest.Name, TestbedLayout.Destination);
        await fixture.ShouldHaveTrafficControlAsync(before);
    }

    private static void ShouldHaveOurTrees(TrafficControl now)
    {
        var root = $"htb {TcHandles.Root} root";
        foreach (var host in new[] { TestbedLayout.Source, TestbedLayout.Destination, TestbedLayout.Nfs })
        {
            now.Of(host).ShouldContain(line => line.StartsWith($"{host} {TestbedHost.Uplink} qdisc {root}", StringComparison.Ordinal), host);
        }

        // What arrives is shaped on a device that it is redirected through.
        now.Of(TestbedLayout.Destination).ShouldContain(line => line.Contains("qdisc ingress", StringComparison.Ordinal));
        now.Of(TestbedLayout.Destination).ShouldContain(line =>
            line.Contains(TcHandles.IfbPrefix, StringComparison.Ordinal) && line.Contains(root, StringComparison.Ordinal));
    }
}
