using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Cluster.Tests.Failover;

/// <summary>Candidates for the coordinator that go away; the others, and the hosts, go on as long as most of the candidates do.</summary>
[Collection(ThreeCandidatesCollection.Name)]
[Trait("Category", "Long")]
public sealed class FailoverTests(ThreeCandidatesFixture fixture)
{
    private const string LeftOut = "has left the cluster";
    private const int Deaths = 3;
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromMinutes(1);

    private TestbedCluster Cluster => fixture.Cluster;

    [SkippableFact]
    public async Task A_killed_coordinator_is_replaced_no_host_leaves_and_it_comes_back_as_a_candidate()
    {
        fixture.SkipWithoutTestbed();
        await Cluster.WaitUntilHeardAsync();
        var (before, killed) = (Cluster.LatestTakeover(), fixture.Active);

        await Cluster.KillNodeAsync(killed.Name);
        var after = await fixture.WaitForSuccessorAsync(before);
        after.Candidate.ShouldNotBe(killed.Name);
        Cluster.EndedByThemselves().ShouldBeEmpty();

        await Cluster.StartNodeAsync(killed);
        await Cluster.WaitUntilHeardAsync();
        // Coming back, it takes nothing over.
        Cluster.LatestTakeover().ShouldBe(after);
    }

    [SkippableFact]
    public async Task A_coordinator_that_is_asked_to_end_hands_over_before_anybody_misses_it()
    {
        fixture.SkipWithoutTestbed();
        await Cluster.WaitUntilHeardAsync();
        var (before, stopped) = (Cluster.LatestTakeover(), fixture.Active);
        var logs = Cluster.Plan.ToDictionary(n => n.Name, n => Cluster.LogOf(n.Name).Length);

        await Cluster.StopNodeAsync(stopped.Name);
        (await fixture.WaitForSuccessorAsync(before)).Candidate.ShouldNotBe(stopped.Name);
        foreach (var node in Cluster.Plan.Where(n => n != stopped))
        {
            Cluster.LogOf(node.Name)[logs[node.Name]..].ShouldNotContain("as UNREACHABLE", Case.Sensitive, node.Name);
        }

        await Cluster.StartNodeAsync(stopped);
        await Cluster.WaitUntilHeardAsync();
    }

    [SkippableFact]
    public async Task Agents_that_die_and_are_started_again_at_once_take_no_other_node_with_them()
    {
        fixture.SkipWithoutTestbed();
        await Cluster.WaitUntilHeardAsync();
        var before = Cluster.LatestTakeover();
        for (var round = 0; round < Deaths; round++)
        {
            foreach (var agent in Cluster.Plan.Where(n => n.Roles.Contains("host")))
            {
                await Cluster.KillNodeAsync(agent.Name);
                await Cluster.StartNodeAsync(agent);
                await Cluster.WaitUntilFreshAsync(agent.Name);
            }
        }

        Cluster.EndedByThemselves().ShouldBeEmpty();
        Cluster.LatestTakeover().ShouldBe(before);
    }

    [SkippableFact]
    public async Task Without_most_of_the_candidates_every_node_ends_and_says_so_until_most_of_them_are_back()
    {
        fixture.SkipWithoutTestbed();
        await Cluster.WaitUntilHeardAsync();
        var before = Cluster.LatestTakeover();
        var killed = Cluster.Candidates.Where(c => c != fixture.Active).Take(1).Append(fixture.Active).ToList();
        var left = Cluster.Plan.Except(killed).ToList();

        await Task.WhenAll(killed.Select(c => Cluster.KillNodeAsync(c.Name)));
        await Until.TrueAsync(
            () => Cluster.EndedByThemselves().Count == left.Count,
            LeaveTimeout,
            () => $"These go on without most of the candidates: {string.Join(", ", left.Except(Cluster.EndedByThemselves()).Select(n => n.Name))}.",
            CancellationToken.None);
        left.ShouldAllBe(n => Cluster.LogOf(n.Name).Contains(LeftOut, StringComparison.Ordinal));
        Cluster.LatestTakeover().ShouldBe(before);

        // Nor does one alone found a cluster anew: it may have been cut off, with the others at work elsewhere.
        var candidates = Cluster.Candidates.ToList();
        var length = Cluster.LogOf(candidates[0].Name).Length;
        await Cluster.StartNodeAsync(candidates[0]);
        await Until.TrueAsync(
            () => Cluster.LogOf(candidates[0].Name)[length..].Contains("forming a new cluster", StringComparison.Ordinal),
            LeaveTimeout,
            () => "The first seed does not found a cluster.",
            CancellationToken.None);
        var second = TimeProvider.System.GetUtcNow();
        await Cluster.StartNodeAsync(candidates[1]);
        await Until.TrueAsync(
            () => Cluster.LatestTakeover().Epoch > before.Epoch, LeaveTimeout, () => "Two of three candidates do not make a cluster.", CancellationToken.None);
        Cluster.LatestTakeover().ShouldSatisfyAllConditions(t => t.Epoch.ShouldBe(before.Epoch + 1), t => t.At.ShouldBeGreaterThan(second));

        foreach (var node in Cluster.Plan.Except(candidates.Take(2)))
        {
            await Cluster.StartNodeAsync(node);
        }

        await Cluster.WaitUntilHeardAsync();
    }
}
