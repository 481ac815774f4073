using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Reservation;

/// <summary>How much of a shared rate one migration gets beside others.</summary>
public static class ReservationWeight
{
    private const double HighWeight = 4;
    private const double MediumWeight = 2;
    private const double LowWeight = 1;

    /// <summary>The thesis's "proportionally based on sla_lower and urgency" (Algorithm 3 line 36): the weight of the urgency times the SLA's lower bound in Mbit/s, at least 1.</summary>
    /// <returns>Above 0; it means something only beside other weights.</returns>
    public static double Of(Urgency urgency, SlaBounds sla)
    {
        ArgumentNullException.ThrowIfNull(sla);

        // A VM without an SLA has to get somewhere as well.
        return OfUrgency(urgency) * Math.Max(sla.Lower.Value, 1);
    }

    private static double OfUrgency(Urgency urgency) => urgency switch
    {
        Urgency.High => HighWeight,
        Urgency.Medium => MediumWeight,
        Urgency.Low => LowWeight,
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
    };
}
