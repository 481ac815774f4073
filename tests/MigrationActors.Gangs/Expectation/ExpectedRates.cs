using MigrationActors.Core.Reservation;

namespace MigrationActors.Gangs.Expectation;

/// <summary>
/// Algorithm 1 line 20 and Algorithm 2, restated; for several at once with the largest ideal, the sums of the SLA bounds and the highest urgency, split
/// "proportionally based on sla_lower and urgency" (Algorithm 3 line 36). All rates in Mbit/s.
/// </summary>
public static class ExpectedRates
{
    /// <summary>A migration never gets less than this share of the total.</summary>
    private const double Least = 0.05;

    public static ExpectedRate Alone(MemberFigures vm, double available, double total) => Together([vm], available, total)[0];

    /// <param name="vms">At least one.</param>
    /// <returns>One for each, in their order.</returns>
    public static IReadOnlyList<ExpectedRate> Together(IReadOnlyList<MemberFigures> vms, double available, double total)
    {
        var (rate, reserved) = OfAll(vms, available, total);
        return [.. Split(rate, [.. vms.Select(Weight)], Least * total).Select(r => new ExpectedRate(r, reserved))];
    }

    private static (double Rate, bool Reserved) OfAll(IReadOnlyList<MemberFigures> vms, double available, double total)
    {
        var ideal = vms.Max(v => v.Ideal);
        var least = Math.Min(Least * total * vms.Count, total);
        var free = Math.Min(available, total);
        if (free > Math.Max(ideal, least))
        {
            return (free, false);
        }

        if (vms.Any(v => v.Urgency == Urgency.High))
        {
            return (Math.Max(Math.Min(ideal, total), least), true);
        }

        var wanted = vms.Any(v => v.Urgency == Urgency.Medium)
            ? Math.Min(0.75 * ideal, total - vms.Sum(v => v.Lower))
            : Math.Min(0.5 * ideal, total - vms.Sum(v => v.Upper));
        wanted = Math.Max(wanted, least);
        return wanted <= free ? (free, false) : (wanted, true);
    }

    private static double Weight(MemberFigures vm) => Math.Max(vm.Lower, 1) * vm.Urgency switch
    {
        Urgency.High => 4,
        Urgency.Medium => 2,
        _ => 1,
    };

    /// <summary>By weight; who would have less than the least has the least, at the others' cost.</summary>
    private static double[] Split(double rate, double[] weights, double least)
    {
        if (least * weights.Length > rate)
        {
            least = 0;
        }

        var raised = new HashSet<int>();
        while (true)
        {
            var left = rate - (raised.Count * least);
            var sum = weights.Where((_, i) => !raised.Contains(i)).Sum();
            var shares = weights.Select((w, i) => raised.Contains(i) ? least : left * w / sum).ToArray();
            if (Enumerable.Range(0, shares.Length).Where(i => shares[i] < least).ToList() is not { Count: > 0 } below)
            {
                return shares;
            }

            raised.UnionWith(below);
        }
    }
}
