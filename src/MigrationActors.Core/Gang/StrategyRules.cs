using System.Globalization;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Gang;

/// <summary>Whether a VM of several is moved with others or by itself (Algorithm 3, lines 12 to 20).</summary>
public static class StrategyRules
{
    /// <summary>High goes in parallel, low in series; medium in parallel where its share of the ideal bandwidth is free on both links.</summary>
    /// <param name="available">The smaller of what the applications leave of the source's and of the destination's link.</param>
    /// <param name="largestIdeal">The largest ideal bandwidth among the medium VMs that go the same way.</param>
    /// <param name="forced">The strategy the caller insists on; null leaves it to the rules.</param>
    public static Decision<Strategy> Decide(Urgency urgency, Mbps available, Mbps largestIdeal, Strategy? forced)
    {
        if (forced is { } strategy)
        {
            return new(strategy, $"{strategy}, forced by the caller.");
        }

        return urgency switch
        {
            Urgency.High => new(Strategy.Parallel, "Parallel: the urgency is high."),
            Urgency.Medium => OfMedium(available, largestIdeal),
            Urgency.Low => new(Strategy.Serial, "Serial: the urgency is low."),
            _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
        };
    }

    private static Decision<Strategy> OfMedium(Mbps available, Mbps largestIdeal)
    {
        var share = ReservationAlgorithm.ShareOf(Urgency.Medium);
        var needed = largestIdeal * share;
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} % of the largest ideal {largestIdeal}");
        return available >= needed
            ? new(Strategy.Parallel, $"Parallel: the urgency is medium, and {available} are available, enough for {wanted}.")
            : new(Strategy.Serial, $"Serial: the urgency is medium, and only {available} are available, less than {wanted}.");
    }
}
