using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>
/// Says what is wrong with a plan of several moves. It looks only at what was wanted, what the hosts have and what the plan says, and shares
/// no code with what makes plans, so that a fault there does not hide itself.
/// </summary>
public static class PlanChecker
{
    /// <summary>Costs about as much as sorting all the plan's intervals.</summary>
    /// <param name="forced">The strategy the caller insisted on; null where the rules decided.</param>
    /// <returns>A sentence for each violation, at most one of a kind for each link; empty for a plan that respects everything.</returns>
    public static IReadOnlyList<string> Check(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted, GangPlan plan, Strategy? forced)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(plan);

        var violations = new List<string>(WantedChecks.Of(cluster, wanted, plan));
        var members = Sound(cluster, wanted, plan, violations);
        foreach (var member in members)
        {
            violations.AddRange(RateChecks.Of(member));
            violations.AddRange(DecisionChecks.Of(member, forced));
            violations.AddRange(DecisionChecks.OfWaiting(member, plan));
        }

        violations.AddRange(DecisionChecks.OfPairs(members, forced));
        violations.AddRange(OrderChecks.OfPlan(plan));
        violations.AddRange(OrderChecks.OfVms(members));

        var running = RunningByLink(cluster, plan);
        foreach (var link in members.SelectMany(m => new[] { (Link: m.Leaves, Member: m), (Link: m.Arrives, Member: m) }).GroupBy(x => x.Link, x => x.Member))
        {
            var onLink = link.ToList();
            violations.AddRange(OrderChecks.OfLink(link.Key, onLink));
            violations.AddRange(LinkChecks.Of(link.Key, cluster, [.. running[link.Key]], onLink));
        }

        foreach (var host in members.SelectMany(m => new[] { (m.Source.Name, Member: m), (m.Destination.Name, Member: m) }).GroupBy(x => x.Name, x => x.Member))
        {
            violations.AddRange(OrderChecks.OfHost(host.Key, [.. host], cluster.Settling));
        }

        return violations;
    }

    /// <summary>What ran before the plan, and when the plan takes it to be gone.</summary>
    private static ILookup<LinkId, (Claim Claim, TimeSpan? Ends)> RunningByLink(ClusterSnapshot cluster, GangPlan plan)
    {
        var gone = plan.Awaited.DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => (TimeSpan?)a.At, StringComparer.Ordinal);
        return cluster.Running
            .SelectMany(claim => new[] { (Link: claim.Leaves, Claim: claim), (Link: claim.Arrives, Claim: claim) })
            .ToLookup(x => x.Link, x => (x.Claim, gone.GetValueOrDefault(x.Claim.Id)));
    }

    /// <summary>The members that can be checked further: wanted, between known hosts, with intervals that make sense. The others' faults are named.</summary>
    private static List<CheckedMember> Sound(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted, GangPlan plan, List<string> violations)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < wanted.Count; i++)
        {
            positions.TryAdd(wanted[i].Id, i);
        }

        var sound = new List<CheckedMember>(plan.Members.Count);
        foreach (var member in plan.Members)
        {
            var faults = IntervalChecks.Of(member).ToList();
            violations.AddRange(faults);
            var move = member.Move;
            if (faults.Count == 0 && positions.TryGetValue(move.Id, out var position)
                && cluster.Hosts.TryGetValue(move.Source, out var source) && cluster.Hosts.TryGetValue(move.Destination, out var destination))
            {
                sound.Add(CheckedMember.Of(member, position, source, destination, cluster.Settings));
            }
        }

        return sound;
    }
}
