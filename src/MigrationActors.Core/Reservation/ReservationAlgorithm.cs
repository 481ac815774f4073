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
    /// <param name="migrations">How many migrations share what is decided, 1 or more; each has its least.</param>
    public static Decision<ReservationChoice> Decide(
        Urgency urgency, Mbps ideal, Mbps available, Mbps total, SlaBounds sla, ReservationSettings? settings = null, int migrations = 1)
    {
        ArgumentNullException.ThrowIfNull(sla);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, Mbps.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(migrations, 1);

        var free = Mbps.Min(available, total);
        var least = Mbps.Min(total * (settings ?? ReservationSettings.Default).MinimumMigrationRate * migrations, total);

        // A model may say 0; "more than nothing is available" would then let the migration crawl in the last bit of the link.
        if (free > Mbps.Max(ideal, least))
        {
            return new(new(Reserved: null, free), $"No reservation: {free} are available, more than the ideal {ideal}.");
        }

        var (rate, why) = Rate(urgency, ideal, total, sla);
        if (rate < least)
        {
            why += $"; raised from {rate} to {least}, the least {(migrations == 1 ? "a migration gets" : $"{migrations} migrations get")} of {total}";
            rate = least;
        }

        return urgency != Urgency.High && rate <= free
            ? new(new(Reserved: null, free), $"No reservation: {why}; {free} are available, which is enough.")
            : new(new(rate, rate), $"{rate} reserved: {why}; {free} are available.");
    }

    /// <summary>The share of the ideal bandwidth that an urgency takes: 1, 0.75 or 0.5.</summary>
    public static double ShareOf(Urgency urgency) => urgency switch
    {
        Urgency.High => HighShare,
        Urgency.Medium => MediumShare,
        Urgency.Low => LowShare,
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
    };

    /// <summary>What this urgency leaves to the VM's applications: nothing, the SLA's lower bound or its upper one.</summary>
    public static Mbps KeptBy(Urgency urgency, SlaBounds sla)
    {
        ArgumentNullException.ThrowIfNull(sla);
        return urgency switch
        {
            Urgency.High => Mbps.Zero,
            Urgency.Medium => sla.Lower,
            Urgency.Low => sla.Upper,
            _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
        };
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
        var share = ShareOf(urgency);
        var wanted = ideal * share;
        var left = total - KeptBy(urgency, sla);
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"{urgency.ToString().ToLowerInvariant()} urgency takes {share * 100:0} % of the ideal {ideal}");
        return wanted > left ? (left, $"{why}, cut to {Limit(urgency, total, sla)}") : (wanted, why);
    }

    private static string Limit(Urgency urgency, Mbps total, SlaBounds sla) => urgency switch
    {
        Urgency.Medium => $"what the SLA's lower bound ({sla.Lower}) leaves of {total}",
        Urgency.Low => $"what the SLA's upper bound ({sla.Upper}) leaves of {total}",
        _ => $"the total of {total}",
    };
}
