using CsCheck;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Checking;
using MigrationActors.Core.Planning.Gangs;
using MigrationActors.Core.Tests.Ledger;

namespace MigrationActors.Core.Tests.Planning.Gangs;

public sealed class GangPlannerProperties
{
    [Fact]
    public void The_checker_finds_nothing_wrong_with_any_plan() => Clusters.Any.Sample(c =>
    {
        var plan = Plan(c);
        PlanChecker.Check(c.Cluster, c.Wanted, plan, c.Forced).ShouldBeEmpty();
    });

    [Fact]
    public void The_same_snapshot_gives_the_same_plan() => Clusters.Any.Sample(c =>
    {
        var (one, other) = (Plan(c), Plan(c));
        one.Members.Zip(other.Members).ShouldAllBe(p => p.First.Move == p.Second.Move && p.First.Rates.SequenceEqual(p.Second.Rates) && p.First.Waits == p.Second.Waits);
    });

    [Fact]
    public void Somebody_runs_or_hosts_are_measured_from_the_beginning_to_the_end() => Clusters.Any.Sample(c =>
    {
        // Whoever waits, waits for somebody or for figures: there is no other instant at which nothing happens and somebody is left.
        var covered = TimeSpan.Zero;
        foreach (var member in Plan(c).Members.OrderBy(m => m.Begins))
        {
            member.Begins.ShouldBeLessThanOrEqualTo(covered + c.Cluster.Settling);
            covered = member.Ends > covered ? member.Ends : covered;
        }
    });

    [Fact]
    public void What_happens_on_other_links_changes_nothing() => Clusters.Any.Sample(c =>
    {
        // Hosts that nobody names and running migrations elsewhere change nothing.
        var others = new Dictionary<string, HostSnapshot>(c.Cluster.Hosts) { ["x"] = Snapshots.Host("x", 0, 0), ["y"] = Snapshots.Host("y", 0, 0) };
        var elsewhere = c with { Cluster = c.Cluster with { Hosts = others, Running = [.. c.Cluster.Running, Claims.One("far", source: "x", destination: "y", least: 5)] } };
        var (one, other) = (Plan(c), Plan(elsewhere));
        one.Members.Zip(other.Members).ShouldAllBe(p => p.First.Move == p.Second.Move && p.First.Rates.SequenceEqual(p.Second.Rates));
    });

    private static GangPlan Plan(Clusters c)
    {
        var result = GangPlanner.Plan(c.Cluster, c.Wanted, c.Forced);
        result.Refusal.ShouldBeNull();
        return result.Plan!;
    }
}
