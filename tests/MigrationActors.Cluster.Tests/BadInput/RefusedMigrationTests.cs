using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core.Reservation;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.BadInput;

/// <summary>Migrations that cannot be: the operator reads why, and nothing has happened.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class RefusedMigrationTests(ClusterFixture fixture)
{
    private const int WrongUsage = 2;
    private const int Refused = 3;

    [SkippableFact]
    public async Task What_is_named_wrongly_is_refused_and_the_guest_stays()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "settled");
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;

        (await MigrateAsync("nobody", TestbedLayout.Destination)).ShouldFail(Refused, "No host runs a VM named 'nobody'", guest.Name);
        (await MigrateAsync(guest.Name, "nowhere")).ShouldFail(Refused, "There is no host named 'nowhere'", TestbedLayout.Destination);
        (await MigrateAsync(guest.Name, TestbedLayout.Source)).ShouldFail(WrongUsage, $"already runs on '{TestbedLayout.Source}'", "another host");
        (await MigrateAsync(guest.Name, TestbedLayout.Nfs)).ShouldFail(WrongUsage, $"'{TestbedLayout.Nfs}' does not run VMs", "'host'");
        foreach (var name in new[] { "-x", "a;b", "$(id)" })
        {
            (await Migctl.RunAsync(fixture, "migrate", "--to", TestbedLayout.Destination, "--", name)).ExitCode.ShouldBe(WrongUsage);
            await fixture.Coordinator.MigrateAsync(name, TestbedLayout.Destination, Urgency.High).ShouldBeRefusedAsync(404, "No host runs a VM");
        }

        (await fixture.Coordinator.MigrationsAsync()).Migrations.ShouldNotContain(m => m.Vm == guest.Name);
        await guest.ShouldRunOnSourceAloneSinceAsync(from);
        await fixture.ShouldHaveTrafficControlAsync(before);
    }

    [SkippableFact]
    public async Task A_coordinator_that_is_not_there_is_said_in_a_sentence()
    {
        fixture.SkipWithoutTestbed();
        const int unavailable = 4;
        var closed = $"http://{fixture.External.Address}:4999";
        (await Migctl.RunAtAsync(fixture, closed, "migrate", "any", "--to", TestbedLayout.Destination, "--wait"))
            .ShouldFail(unavailable, "No coordinator can be reached", closed, "--coordinator");
        (await Migctl.RunAtAsync(fixture, closed, "hosts")).ShouldFail(unavailable, "No coordinator can be reached");
    }

    private Task<Processes.CommandResult> MigrateAsync(string vm, string destination) => Migctl.RunAsync(fixture, "migrate", vm, "--to", destination);
}
