using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Cluster.Tests.Reaching;

/// <summary>A link that is full of application traffic makes no host look dead.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class SaturatedLinkTests(ClusterFixture fixture)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    [SkippableFact]
    public Task For_20_seconds_no_node_becomes_unreachable() => NoNodeBecomesUnreachableAsync(TimeSpan.FromSeconds(20));

    [SkippableFact]
    [Trait("Category", "Long")]
    public Task For_two_minutes_no_node_becomes_unreachable() => NoNodeBecomesUnreachableAsync(TimeSpan.FromMinutes(2));

    private async Task NoNodeBecomesUnreachableAsync(TimeSpan duration)
    {
        fixture.SkipWithoutTestbed();
        var logs = ClusterPlans.FigureFour.ToDictionary(n => n.Host, n => fixture.Cluster.LogOf(n.Host).Length);
        await using (await Saturation.StartAsync(fixture))
        {
            var until = TimeProvider.System.GetUtcNow() + duration;
            // Looked at as often as it could change, and not only at the end.
            using var timer = new PeriodicTimer(LookEvery);
            while (TimeProvider.System.GetUtcNow() < until && await timer.WaitForNextTickAsync())
            {
                var hosts = await fixture.Coordinator.TryHostsAsync() ?? throw new TestbedException("The coordinator does not answer.");
                hosts.Hosts.Count.ShouldBe(ClusterPlans.FigureFour.Count - 1);
                hosts.Hosts.Where(h => !h.Reachable).Select(h => $"{h.Name}, silent for {h.SecondsSinceHeard} s").ShouldBeEmpty();
            }
        }

        foreach (var (host, length) in logs)
        {
            fixture.Cluster.LogOf(host)[length..].ShouldNotContain("unreachable", Case.Insensitive, host);
        }
    }
}
