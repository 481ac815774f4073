using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>
/// The migration's way is cut while post-copy runs: what its connection sends is swallowed on both hosts, as by a switch that has
/// lost a port. Nothing tells QEMU.
/// </summary>
[Collection(FaultCollection.Name)]
[Trait("Category", "Long")]
public sealed class CutLinkTests(FaultCluster fixture)
{
    [SkippableFact]
    public async Task Healed_the_postcopy_is_recovered_with_its_limits_and_completes()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f6");
        await scene.StartAsync(Technique.PostCopy);

        await using (await Cut.MakeAsync(fixture))
        {
            (await scene.Guest.WaitForPhaseAsync(scene.MigrationId, "postcopyPaused")).Phase.ShouldBe("postcopyPaused");
        }

        var resumed = await scene.Guest.WaitForPhaseAsync(scene.MigrationId, "postcopyRunning");
        if (!resumed.Terminal)
        {
            (await fixture.TrafficControlAsync()).Lines.ShouldContain(line => line.StartsWith("src ", StringComparison.Ordinal) && line.Contains("htb", StringComparison.Ordinal));
        }

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("completed", ended.Failure);
        ended.History.ShouldContain(h => h.Note == "recovered");
        await scene.ShouldRunOnDestinationAloneAsync();
    }

    [SkippableFact]
    public async Task Never_healed_it_is_reported_within_a_bounded_time_and_both_halves_are_left()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f7");
        await scene.StartAsync(Technique.PostCopy);

        await using var cut = await Cut.MakeAsync(fixture);

        var ended = await scene.EndAsync();
        ended.Phase.ShouldBe("lost", ended.Failure);
        scene.AtSource.ShouldNotBeNull();
        scene.AtDestination.ShouldNotBeNull();
    }

    /// <summary>Heals when disposed.</summary>
    private sealed class Cut(FaultCluster fixture) : IAsyncDisposable
    {
        public static async Task<Cut> MakeAsync(FaultCluster fixture)
        {
            var cut = new Cut(fixture);
            await cut.RuleAsync("add");
            return cut;
        }

        public async ValueTask DisposeAsync() => await RuleAsync("del");

        private async Task RuleAsync(string what)
        {
            var ports = $"{MigrationPorts.First}-{MigrationPorts.Last}";
            foreach (var (host, direction) in new[] { (fixture.Source, "dport"), (fixture.Destination, "sport") })
            {
                (await host.RunAsync(["ip", "rule", what, "priority", "10", "ipproto", "tcp", direction, ports, "blackhole"])).Succeeded.ShouldBeTrue();
            }
        }
    }
}
