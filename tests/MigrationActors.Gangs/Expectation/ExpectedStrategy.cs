using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Gangs.Expectation;

/// <summary>Algorithm 3, lines 12 to 20, restated.</summary>
public static class ExpectedStrategy
{
    private const double Sufficient = 0.75;

    /// <param name="available">The smaller of src_avail_bw and dest_avail_bw.</param>
    /// <param name="largestIdeal">Among the medium ones.</param>
    public static Strategy Of(Urgency urgency, double available, double largestIdeal)
    {
        if (urgency == Urgency.High)
        {
            return Strategy.Parallel;
        }

        return urgency == Urgency.Medium && available >= Sufficient * largestIdeal ? Strategy.Parallel : Strategy.Serial;
    }
}
