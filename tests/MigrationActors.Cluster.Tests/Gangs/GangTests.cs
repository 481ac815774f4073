using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Gangs;

/// <summary>Two real guests as one gang, on a saturated link: strategy, order, rates and what is left (Algorithm 3).</summary>
[Collection(OneClusterCollection.Name)]
public sealed class GangTests(ClusterFixture fixture)
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(3);
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(20), new Mbps(60));

    [SkippableFact]
    public async Task Low_goes_one_after_another_and_high_at_once()
    {
        fixture.SkipWithoutTestbed();
        await using var one = await RunningGuest.BootAsync(fixture, "gang-one", fillMiB: 24, Sla);
        await using var two = await RunningGuest.BootAsync(fixture, "gang-two", fillMiB: 24, Sla);
        await using var traffic = await Saturation.StartAsync(fixture);
        var before = await fixture.TrafficControlAsync();
        var from = one.Probe.Now;

        var plan = await fixture.Coordinator.PlanGangAsync(Gang("low", TestbedLayout.Destination));
        plan.Members.ShouldAllBe(m => m.Strategy == "serial" && m.ReservedMbps <= 200 - 60);
        var there = await MoveAsync("low", TestbedLayout.Destination);
        there.Members.ShouldAllBe(m => m.Strategy == "serial" && m.Technique == "postCopy");
        var (first, second) = (await StoryAsync(there, 0), await StoryAsync(there, 1));
        At(second, "transferring").ShouldBeGreaterThan(At(first, "completed"));
        await fixture.ShouldHaveTrafficControlAsync(before);

        var back = await MoveAsync("high", TestbedLayout.Source);
        back.Members.ShouldAllBe(m => m.Strategy == "parallel");
        (first, second) = (await StoryAsync(back, 0), await StoryAsync(back, 1));
        At(second, "transferring").ShouldBeLessThan(At(first, "completed"));
        At(first, "transferring").ShouldBeLessThan(At(second, "completed"));
        await fixture.ShouldHaveTrafficControlAsync(before);

        await one.ShouldGoOnSinceAsync(from);
        await two.ShouldGoOnSinceAsync(from);
    }

    private static GangBody Gang(string urgency, string destination) =>
        new([new GangMemberBody("gang-one"), new GangMemberBody("gang-two")], destination, urgency);

    private async Task<GangView> MoveAsync(string urgency, string destination)
    {
        var gang = await fixture.Coordinator.MigrateGangAsync(Gang(urgency, destination));
        var ended = await fixture.Coordinator.FollowGangAsync(gang.Id, g => g.Terminal, EndTimeout);
        ended.Outcome.ShouldBe("completed", string.Join(" ", ended.Members.Select(m => m.Failure)));
        ended.TotalTimeMs.ShouldNotBeNull();

        // Hosts announce themselves every second: before that, a VM that has just moved is on both.
        foreach (var member in ended.Members)
        {
            await fixture.WaitUntilListedAtAsync(member.Vm, destination);
        }

        return ended;
    }

    private Task<MigrationView> StoryAsync(GangView gang, int member) => fixture.Coordinator.MigrationAsync(gang.Members[member].MigrationId!);

    private static DateTimeOffset At(MigrationView view, string phase) => view.History.First(h => h.Phase == phase).At;
}
