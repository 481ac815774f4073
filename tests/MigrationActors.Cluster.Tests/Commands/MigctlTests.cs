using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Commands;

/// <summary>The command line against the whole product.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class MigctlTests(ClusterFixture fixture)
{
    [SkippableFact]
    public async Task An_operator_starts_a_VM_moves_it_and_sees_it_in_every_view()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "commanded");
        var from = guest.Probe.Now;

        var migrated = await Migctl.JsonAsync(fixture, "migrate", guest.Name, "--to", TestbedLayout.Destination, "--urgency", "high", "--wait");
        migrated.GetProperty("phase").GetString().ShouldBe("completed");
        migrated.GetProperty("destination").GetString().ShouldBe(TestbedLayout.Destination);
        migrated.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
        await guest.ShouldGoOnSinceAsync(from);
        await fixture.WaitUntilListedAtAsync(guest.Name, TestbedLayout.Destination);

        foreach (var view in new[] { "hosts", "traffic" })
        {
            var hosts = (await Migctl.JsonAsync(fixture, view)).GetProperty("hosts").EnumerateArray().ToList();
            hosts.Select(h => h.GetProperty("name").GetString()).ShouldBe([TestbedLayout.Destination, TestbedLayout.Nfs, TestbedLayout.Source]);
            hosts[0].GetProperty("vms").EnumerateArray().Select(v => v.GetProperty("name").GetString()).ShouldBe([guest.Name]);
        }

        (await Migctl.JsonAsync(fixture, "vms")).ToString().ShouldContain(guest.Name);
        var id = migrated.GetProperty("id").GetString()!;
        (await Migctl.JsonAsync(fixture, "status")).GetProperty("migrations").EnumerateArray()
            .ShouldContain(m => m.GetProperty("id").GetString() == id && m.GetProperty("outcome").GetString() == "completed");
        (await Migctl.JsonAsync(fixture, "status", id)).GetProperty("phase").GetString().ShouldBe("completed");

        var back = await Migctl.RunAsync(fixture, "migrate", guest.Name, "--to", TestbedLayout.Source, "--wait");
        back.ExitCode.ShouldBe(0, back.Error);
        back.Output.ShouldContain(guest.Name);
        await guest.ShouldRunOnSourceAloneSinceAsync(from);
    }
}
