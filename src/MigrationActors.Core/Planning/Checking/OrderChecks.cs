using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>Who comes after whom: the parallel ones before the serial ones, these one after another in the order of thesis 4.4.2, and no VM twice at a time.</summary>
internal static class OrderChecks
{
    // Outbound and idle first, inbound last.
    private static readonly TrafficClass[] Order = [TrafficClass.Outbound, TrafficClass.Idle, TrafficClass.Mixed, TrafficClass.Inbound];

    public static IEnumerable<string> OfPlan(GangPlan plan)
    {
        var firstSerial = plan.Members.TakeWhile(m => m.Strategy.Choice == Strategy.Parallel).Count();
        return plan.Members.Skip(firstSerial).Where(m => m.Strategy.Choice == Strategy.Parallel).Take(1)
            .Select(m => $"{CheckedMember.NameOf(m)} goes in parallel and is listed after '{plan.Members[firstSerial].Move.Vm.Name}', which goes in series.");
    }

    public static IEnumerable<string> OfVms(IEnumerable<CheckedMember> members) =>
        from vm in members.GroupBy(m => m.Plan.Move.Vm.Name, StringComparer.Ordinal)
        from pair in Neighbours(vm)
        where pair.Next.Plan.Begins < pair.Before.Plan.Ends
        select $"{pair.Next.Name} begins at {pair.Next.Plan.Begins}, while {pair.Before.Name} still moves the same VM.";

    public static IEnumerable<string> OfLink(LinkId link, IReadOnlyList<CheckedMember> members)
    {
        var serial = members.Where(m => m.Plan.Strategy.Choice == Strategy.Serial).ToList();
        var parallel = members.Where(m => m.Plan.Strategy.Choice == Strategy.Parallel).MaxBy(m => m.Plan.Ends);
        if (parallel is not null && serial.MinBy(m => m.Plan.Begins) is { } first && first.Plan.Begins < parallel.Plan.Ends)
        {
            yield return $"On {link} the serial {first.Name} begins at {first.Plan.Begins}, before the parallel {parallel.Name} ends at {parallel.Plan.Ends}.";
        }

        foreach (var (before, next) in Neighbours(serial))
        {
            if (next.Plan.Begins < before.Plan.Ends)
            {
                yield return $"On {link} the serial {next.Name} begins at {next.Plan.Begins}, before {before.Name} ends at {before.Plan.Ends}.";
            }

            if (Place(next).CompareTo(Place(before)) < 0)
            {
                yield return $"On {link} the serial {next.Name} ({next.VmClass}, {next.Plan.Move.Urgency}) comes after {before.Name} ({before.VmClass}, {before.Plan.Move.Urgency}), before which it belongs.";
            }
        }
    }

    /// <param name="members">All that leave or reach the host.</param>
    /// <param name="settling">How long a host is measured anew after a migration.</param>
    public static IEnumerable<string> OfHost(string host, IReadOnlyList<CheckedMember> members, TimeSpan settling)
    {
        var ends = members.Select(m => m.Plan.Ends).Order().ToList();
        foreach (var member in members.Where(m => m.Plan.Strategy.Choice == Strategy.Serial))
        {
            var place = ends.BinarySearch(member.Plan.Begins);
            var before = place >= 0 ? place : ~place - 1;
            if (before >= 0 && member.Plan.Begins - ends[before] < settling)
            {
                yield return $"The serial {member.Name} begins at {member.Plan.Begins}, {member.Plan.Begins - ends[before]} after a migration from or to '{host}', "
                    + $"which is measured for {settling} first.";
            }
        }
    }

    private static (int Class, int Urgency, int Position) Place(CheckedMember member) =>
        (Array.IndexOf(Order, member.VmClass), (int)member.Plan.Move.Urgency, member.Position);

    private static IEnumerable<(CheckedMember Before, CheckedMember Next)> Neighbours(IEnumerable<CheckedMember> members)
    {
        var sorted = members.OrderBy(m => m.Plan.Begins).ToList();
        return sorted.Zip(sorted.Skip(1));
    }
}
