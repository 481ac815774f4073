using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Cluster.Tests.Failover;

/// <summary>Candidates for the coordinator that go away; the others, and the hosts, go on as long as most of the candidates do.</summary>
[Collection(ThreeCandidatesCollection.Name)]
public sealed class FailoverTests(ThreeCandidatesFixture fixture)
{
    private const string LeftOut = "has left the cluster";
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
    [Trait("Category", "Long")]
    public async Task Without_most_of_the_candidates_every_node_ends_and_says_so_and_started_again_they_are_a_cluster()
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

        foreach (var node in Cluster.Plan)
        {
            await Cluster.StartNodeAsync(node);
        }

        (await fixture.WaitForSuccessorAsync(before)).Epoch.ShouldBe(before.Epoch + 1);
    }
}
