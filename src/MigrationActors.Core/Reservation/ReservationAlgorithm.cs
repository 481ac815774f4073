using System.Globalization;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Reservation;

/// <summary>Decides what to reserve for moving one VM: Algorithm 1 line 20, then Algorithm 2.</summary>
public static class ReservationAlgorithm
{
    private const double HighShare = 1.0;
    private const double MediumShare = 0.75;
    private const double LowShare = 0.5;

    /// <summary>
    /// Reserves nothing where more than the ideal is available. Otherwise a share of the ideal by urgency, as far as it leaves
    /// the SLA its bound; medium and low skip the reservation where that much is available anyway.
    /// </summary>
    /// <param name="ideal">What the migration should have.</param>
    /// <param name="available">What the applications leave unused on the path.</param>
    /// <param name="total">What migration and applications share, above 0. Nothing decided here exceeds it.</param>
    public static Decision<ReservationChoice> Decide(
        Urgency urgency, Mbps ideal, Mbps available, Mbps total, SlaBounds sla, ReservationSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(sla);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, Mbps.Zero);

        var free = Mbps.Min(available, total);
        var least = total * (settings ?? ReservationSettings.Default).MinimumMigrationRate;

        // A model may say 0; "more than nothing is available" would then let the migration crawl in the last bit of the link.
        if (free > Mbps.Max(ideal, least))
        {
            return new(new(Reserved: null, free), $"No reservation: {free} are available, more than the ideal {ideal}.");
        }

        var (rate, why) = Rate(urgency, ideal, total, sla);
        if (rate < least)
        {
            why += $"; raised from {rate} to {least}, the least a migration gets of {total}";
            rate = least;
        }

        return urgency != Urgency.High && rate <= free
            ? new(new(Reserved: null, free), $"No reservation: {why}; {free} are available, which is enough.")
            : new(new(rate, rate), $"{rate} reserved: {why}; {free} are available.");
    }

    /// <summary>
    /// Up to where a migration that does not converge may be sped up, whatever its urgency: what the SLA's lower bound leaves of the
    /// total, at least the minimum.
    /// </summary>
    public static Mbps Highest(Mbps total, SlaBounds sla, ReservationSettings? settings = null) =>
        Mbps.Max(total - sla.Lower, total * (settings ?? ReservationSettings.Default).MinimumMigrationRate);

    /// <summary>The share of the ideal, cut to what the SLA bound that this urgency honours leaves of the total.</summary>
    private static (Mbps Rate, string Why) Rate(Urgency urgency, Mbps ideal, Mbps total, SlaBounds sla)
    {
        var (share, kept, limit) = urgency switch
        {
            Urgency.High => (HighShare, Mbps.Zero, $"the total of {total}"),
            Urgency.Medium => (MediumShare, sla.Lower, $"what the SLA's lower bound ({sla.Lower}) leaves of {total}"),
            Urgency.Low => (LowShare, sla.Upper, $"what the SLA's upper bound ({sla.Upper}) leaves of {total}"),
            _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
        };
        var wanted = ideal * share;
        var left = total - kept;
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"{urgency.ToString().ToLowerInvariant()} urgency takes {share * 100:0} % of the ideal {ideal}");
        return wanted > left ? (left, $"{why}, cut to {limit}") : (wanted, why);
    }
}
