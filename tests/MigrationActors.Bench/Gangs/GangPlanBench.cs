using System.Diagnostics;
using MigrationActors.Bench.Measuring;
using MigrationActors.Core.Planning.Checking;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Planning.Gangs;

namespace MigrationActors.Bench.Gangs;

/// <summary>The planner alone, from the destinations to the checked plan, for more and more VMs of one cluster.</summary>
internal sealed class GangPlanBench(int hosts, int rounds, Action<string> say)
{
    private const double BytesPerMiB = 1024 * 1024;

    // Enough VMs that the runtime has optimised the code before anything counts.
    private const int WarmUpVms = 3000;
    private const int WarmUps = 5;

    /// <exception cref="InvalidOperationException">A plan was refused, or the checker found something: then its cost means nothing.</exception>
    public GangPlanReport Run(IReadOnlyList<int> sizes)
    {
        var warmUp = new SyntheticCluster(hosts, Math.Min(WarmUpVms, sizes.Max()));
        for (var i = 0; i < WarmUps; i++)
        {
            Round(warmUp);
        }

        var costs = new List<GangPlanCost>();
        foreach (var size in sizes.Order())
        {
            say($"Planning {size} VMs, {rounds} times");
            var cost = Measure(new SyntheticCluster(hosts, size));
            costs.Add(cost with { Growth = costs.Count == 0 ? null : cost.MsPerVm / costs[^1].MsPerVm });
        }

        return new(hosts, rounds, costs);
    }

    private GangPlanCost Measure(SyntheticCluster cluster)
    {
        var costs = Enumerable.Range(0, rounds).Select(_ => Round(cluster)).ToList();
        return costs[0] with
        {
            DestinationsMs = Median.Of(costs.Select(c => c.DestinationsMs)),
            PlanMs = Median.Of(costs.Select(c => c.PlanMs)),
            CheckMs = Median.Of(costs.Select(c => c.CheckMs)),
            AllocatedMiB = Median.Of(costs.Select(c => c.AllocatedMiB)),
            KeptMiB = Median.Of(costs.Select(c => c.KeptMiB)),
        };
    }

    private static GangPlanCost Round(SyntheticCluster cluster)
    {
        var (snapshot, drain) = (cluster.Snapshot, cluster.Drain);

        // A round does not pay for what the one before left behind.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (wanted, destinations) = Timed(() => cluster.Wanted(DrainPlanner.Plan(drain)));
        var (result, planning) = Timed(() => GangPlanner.Plan(snapshot, wanted, forced: null));
        var plan = result.Plan ?? throw new InvalidOperationException($"No plan: {result.Refusal}");
        var (violations, checking) = Timed(() => PlanChecker.Check(snapshot, wanted, plan, forced: null));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        return violations.Count == 0 && plan.Members.Count == cluster.Vms.Count
            ? new(cluster.Vms.Count, cluster.Drained, destinations, planning, checking, allocated / BytesPerMiB, kept / BytesPerMiB, Growth: null)
            : throw new InvalidOperationException(
                $"{plan.Members.Count} of {cluster.Vms.Count} VMs were planned, with {violations.Count} violations. {string.Join(" ", violations.Take(1))}");
    }

    private static (T Result, double Ms) Timed<T>(Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
