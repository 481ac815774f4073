using System.Globalization;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Gang;

/// <summary>Decides what to reserve for VMs that are moved at the same time from one host to another (Algorithm 3 line 36).</summary>
public static class GroupReservation
{
    /// <summary>
    /// One decision for all, by Algorithm 1 line 20 and Algorithm 2 with the largest ideal bandwidth, the sums of the SLA bounds and the
    /// highest urgency; then split by weight. Every member has the least a migration gets where the total holds that often.
    /// </summary>
    /// <param name="available">What the applications leave unused on the path.</param>
    /// <param name="total">What migrations and applications share on it, above 0.</param>
    /// <returns>One decision for each member, in their order. What they may use together never exceeds the total.</returns>
    public static IReadOnlyList<Decision<ReservationChoice>> Decide(
        IReadOnlyList<GroupMember> members, Mbps available, Mbps total, ReservationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(settings);
        if (members.Count == 0)
        {
            return [];
        }

        // High is the first of the urgencies.
        var urgency = members.Min(m => m.Urgency);
        var sla = new SlaBounds(Sum(members, m => m.Sla.Lower), Sum(members, m => m.Sla.Upper));
        var group = ReservationAlgorithm.Decide(urgency, members.Max(m => m.Ideal), available, total, sla, settings, members.Count);
        return members.Count == 1 ? [group] : Split(members, group, total, total * settings.MinimumMigrationRate);
    }

    private static List<Decision<ReservationChoice>> Split(
        IReadOnlyList<GroupMember> members, Decision<ReservationChoice> group, Mbps total, Mbps least)
    {
        var weights = members.Select(m => ReservationWeight.Of(m.Urgency, m.Sla)).ToList();
        var sum = weights.Sum();
        var fits = least * members.Count <= total;
        var floor = fits ? least : Mbps.Zero;
        var crowd = fits ? "" : $" {members.Count} times {least}, the least a migration gets, do not fit into {total}: not all can run at once.";
        var rates = WaterFilling.Split(group.Choice.MaxBandwidth.Value, [.. weights.Select(w => new Vessel(w, floor.Value, double.PositiveInfinity))])
            .Select(rate => new Mbps(rate))
            .ToList();

        return [.. members.Select((member, i) => new Decision<ReservationChoice>(
            new(group.Choice.Reserved is null ? null : rates[i], rates[i]),
            $"{rates[i]} of the group's {group.Choice.MaxBandwidth} for '{member.Vm}'{Why(weights[i] / sum, raised: rates[i] == floor)}.{crowd} "
            + $"Together ({members.Count} VMs): {group.Reason}"))];
    }

    private static string Why(double share, bool raised)
    {
        var weight = string.Create(CultureInfo.InvariantCulture, $" by weight ({share * 100:0.#} %)");
        return raised ? $", the least a migration gets and no less than{weight}" : weight;
    }

    private static Mbps Sum(IReadOnlyList<GroupMember> members, Func<GroupMember, Mbps> bound) =>
        members.Aggregate(Mbps.Zero, (sum, member) => sum + bound(member));
}
