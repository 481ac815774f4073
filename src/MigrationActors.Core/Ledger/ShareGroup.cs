using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Ledger;

/// <summary>The reserved claims of one group on one link: they share one reservation (thesis 4.4.2, parallel migrations). Rates in Mbit/s.</summary>
/// <param name="Urgency">The highest of its members.</param>
/// <param name="Wanted">What the group as a whole takes of the largest ideal.</param>
/// <param name="Raised">The largest rate a member was raised to; 0 where none was.</param>
/// <param name="Least">What its members have whatever happens.</param>
/// <param name="Kept">What it leaves to its VMs' applications.</param>
internal sealed record ShareGroup(
    IReadOnlyList<Claim> Members, Urgency Urgency, double Wanted, double Raised, double Least, double Kept, double Weight)
{
    public static ShareGroup Of(IEnumerable<Claim> claims)
    {
        var members = claims.ToList();

        // The first of the urgencies is the highest.
        var urgency = members.Min(c => c.Urgency);
        return new(
            members,
            urgency,
            members.Max(c => c.Ideal.Value) * ReservationAlgorithm.ShareOf(urgency),
            members.Max(c => c.Raised?.Value ?? 0),
            members.Sum(c => c.Least.Value),
            members.Sum(c => ReservationAlgorithm.KeptBy(urgency, c.Sla).Value),
            members.Sum(WeightOf));
    }

    /// <summary>
    /// Splits what the group has among its members: the wish by weight, nobody below its least; what was raised goes to those that were raised, so
    /// that the others have no less for it and no more.
    /// </summary>
    /// <param name="wish">What the group has of its wish, its members' least included.</param>
    /// <param name="raise">What it has on top because a member was raised; 0 where none was.</param>
    public IEnumerable<(string Id, Mbps Rate)> Split(double wish, double raise)
    {
        var rates = WaterFilling.Split(wish, [.. Members.Select(c => new Vessel(WeightOf(c), c.Least.Value, double.PositiveInfinity))]);
        if (raise > 0)
        {
            var raises = WaterFilling.Split(
                raise, [.. Members.Select((c, i) => new Vessel(WeightOf(c), 0, Math.Max(0, (c.Raised?.Value ?? 0) - rates[i])))]);
            rates = [.. rates.Zip(raises, (rate, more) => rate + more)];
        }

        return Members.Zip(rates, (claim, rate) => (claim.Id, new Mbps(rate)));
    }

    private static double WeightOf(Claim claim) => ReservationWeight.Of(claim.Urgency, claim.Sla);
}
