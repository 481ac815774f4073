using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>One link at every instant: its capacity, what the applications keep, how many may use it.</summary>
internal static class LinkChecks
{
    /// <param name="running">What is on the link already, with at least its least, and when the plan takes it to be gone; null where it stays.</param>
    /// <param name="members">Those of the plan that use it.</param>
    public static IEnumerable<string> Of(
        LinkId link, ClusterSnapshot cluster, IReadOnlyList<(Claim Claim, TimeSpan? Ends)> running, IReadOnlyList<CheckedMember> members)
    {
        var capacity = cluster.Hosts[link.Host].Allocatable;
        var most = link.Direction == LinkDirection.Out ? cluster.Limits.MostOutgoing : cluster.Limits.MostIncoming;
        var load = new LinkLoad();
        foreach (var (claim, _) in running)
        {
            Change(load, 1, claim);
        }

        var open = running.Where(r => r.Ends is not null).OrderByDescending(r => r.Ends).ToList();
        var staying = running.Count;

        var (full, squeezed, crowded) = (false, false, false);
        foreach (var instant in Changes(members).GroupBy(change => change.At))
        {
            for (; open.Count > 0 && open[^1].Ends <= instant.Key; open.RemoveAt(open.Count - 1))
            {
                Change(load, -1, open[^1].Claim);
                staying--;
            }

            foreach (var (_, sign, member, interval) in instant)
            {
                load.Change(sign, GroupOf(member), member.Plan.Move.Urgency, member.Sla, interval.Rate, interval.Reserved, member.Least);
            }

            // What runs already may stand above a limit by itself.
            if (load.Migrations == staying)
            {
                continue;
            }

            if (!full && Tolerance.Exceeds(load.Rates, capacity.Value))
            {
                full = true;
                yield return $"On {link} {new Mbps(load.Rates)} are promised at {instant.Key}, and there are {capacity}.";
            }

            if (!squeezed && load.AboveLeast > 0 && load.Kept > 0 && Tolerance.Exceeds(load.Rates, capacity.Value - load.Kept))
            {
                squeezed = true;
                yield return $"On {link} {new Mbps(load.Rates)} of {capacity} are promised at {instant.Key}, "
                    + $"which does not leave the {new Mbps(load.Kept)} that migrations of medium and low urgency leave to their applications.";
            }

            if (!crowded && load.Migrations > most)
            {
                crowded = true;
                yield return $"On {link} there are {load.Migrations} migrations at {instant.Key}, and at most {most} are allowed.";
            }
        }
    }

    private static void Change(LinkLoad load, int sign, Claim claim) =>
        load.Change(sign, $"running {claim.Group}", claim.Urgency, claim.Sla, claim.Least, claim.Unreserved is null, claim.Least);

    /// <summary>The parallel ones that go the same way share one reservation; a serial one has its own.</summary>
    private static string GroupOf(CheckedMember member) => member.Plan.Strategy.Choice == Strategy.Parallel
        ? $"parallel {member.Leaves.Host} {member.Arrives.Host}"
        : $"serial {member.Plan.Move.Id}";

    /// <summary>Every beginning and end of an interval, in order; at one instant the ends come first.</summary>
    private static IEnumerable<(TimeSpan At, int Sign, CheckedMember Member, RateInterval Interval)> Changes(IEnumerable<CheckedMember> members) => members
        .SelectMany(member => member.Plan.Rates.SelectMany(interval => new[]
        {
            (At: interval.From, Sign: 1, Member: member, Interval: interval),
            (At: interval.To, Sign: -1, Member: member, Interval: interval),
        }))
        .OrderBy(change => change.At)
        .ThenBy(change => change.Sign);
}
