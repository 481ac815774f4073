using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.BadInput;

/// <summary>Nodes that were not given what they need. They say so; guests that run go on.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class MissingPrivilegeTests(ClusterFixture fixture)
{
    [SkippableFact]
    public async Task Without_CAP_NET_ADMIN_a_reservation_and_a_start_fail_with_what_is_missing()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "unshaped", fillMiB: 24, (new Mbps(20), new Mbps(150)));
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;
        await using var weak = await WeakenedNode.StartAsync(fixture, TestbedLayout.Source, "net_admin");
        await fixture.WaitUntilListedAtAsync(guest.Name, TestbedLayout.Source);
        await using (await Saturation.StartAsync(fixture))
        {
            var migration = await guest.MigrateAsync(Urgency.Low, Technique.PreCopy);
            migration.ReservedMbps.ShouldNotBeNull();
            var ended = await guest.WaitForEndAsync(migration.Id);

            ended.Phase.ShouldBe("failed");
            ended.Failure.ShouldNotBeNull().ShouldStartWith($"{TestbedLayout.Source}: ");
            ended.Failure.ShouldContain("CAP_NET_ADMIN");
            ended.Failure.ShouldContain("AmbientCapabilities");
        }

        var second = (await guest.DefinitionAsync()).Replace(guest.Name, "untapped", StringComparison.Ordinal);
        await fixture.Coordinator.StartVmAsync(TestbedLayout.Source, second).ShouldBeRefusedAsync(409, "CAP_NET_ADMIN", "untapped");
        await fixture.ShouldHaveTrafficControlAsync(before);
        await guest.ShouldRunOnSourceAloneSinceAsync(from);
    }

    [SkippableFact]
    public async Task Where_QEMU_cannot_do_postcopy_a_forced_one_is_refused_and_the_rules_fall_back_to_precopy()
    {
        fixture.SkipWithoutTestbed();
        Skip.If((await File.ReadAllTextAsync("/proc/sys/vm/unprivileged_userfaultfd")).Trim() != "0", "vm.unprivileged_userfaultfd is on: post-copy needs no capability here.");
        await using var guest = await RunningGuest.BootAsync(fixture, "careful");
        var from = guest.Probe.Now;
        // QEMU gets userfaultfd with CAP_SYS_PTRACE, or with the sysctl.
        await using var weak = await WeakenedNode.StartAsync(fixture, TestbedLayout.Destination, "sys_ptrace");

        var host = await fixture.HostAsync(TestbedLayout.Destination);
        host.PostCopy.ShouldBeFalse();
        host.PostCopyObstacle.ShouldNotBeNull().ShouldContain("Postcopy is not supported");
        host.PostCopyObstacle.ShouldContain("vm.unprivileged_userfaultfd");
        foreach (var technique in new[] { Technique.PostCopy, Technique.Hybrid })
        {
            await guest.MigrateAsync(Urgency.High, technique).ShouldBeRefusedAsync(409, "the destination cannot do post-copy", "Postcopy is not supported");
        }

        await guest.ShouldRunOnSourceAloneSinceAsync(from);
        var ended = await guest.WaitForEndAsync((await guest.MigrateAsync(Urgency.High, null)).Id);
        ended.Phase.ShouldBe("completed", ended.Failure);
        ended.Technique.ShouldBe("preCopy");
        ended.Reasons.ShouldContain(reason => reason.StartsWith("Pre-copy instead of post-copy", StringComparison.Ordinal));
        await guest.ShouldGoOnSinceAsync(from);
    }
}
