using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Ledger;

/// <summary>
/// What each claim on one link has of it: Algorithm 2 for several at once. Everybody has its least; what is left goes to the groups by urgency, as far
/// as medium and low ones leave the applications their SLA bounds, and within an urgency by weight. A single claim has exactly what Algorithm 2 reserves.
/// </summary>
public static class LinkShares
{
    private static readonly Urgency[] Tiers = [Urgency.High, Urgency.Medium, Urgency.Low];

    /// <param name="capacity">What migrations and applications share on the link.</param>
    /// <param name="claims">All on the link; their order decides about rounding only.</param>
    /// <returns>By id. The rates never add up to more than the capacity; where that does not hold everybody's least, everybody has the same share of its least.</returns>
    public static IReadOnlyDictionary<string, Mbps> Of(Mbps capacity, IReadOnlyCollection<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var least = claims.Sum(c => c.Least.Value);
        if (least > capacity.Value)
        {
            return claims.ToDictionary(c => c.Id, c => c.Least * (capacity.Value / least), StringComparer.Ordinal);
        }

        var groups = claims.Where(c => c.Unreserved is null).GroupBy(c => c.Group, StringComparer.Ordinal).Select(ShareGroup.Of).ToList();
        var kept = groups.Where(g => g.Urgency != Urgency.High).Sum(g => g.Kept);
        var rates = new Dictionary<string, Mbps>(claims.Count, StringComparer.Ordinal);
        foreach (var (id, rate) in Reserved(capacity.Value - least, groups, kept, claims.Sum(c => c.Sla.Lower.Value)))
        {
            rates[id] = rate;
        }

        AddUnreserved(capacity.Value - rates.Values.Sum(r => r.Value) - kept, [.. claims.Where(c => c.Unreserved is not null)], rates);
        return rates;
    }

    /// <param name="left">What the link has beyond everybody's least.</param>
    /// <param name="kept">What medium and low groups leave the applications.</param>
    /// <param name="lower">What those must keep whatever happens.</param>
    private static IEnumerable<(string Id, Mbps Rate)> Reserved(double left, List<ShareGroup> groups, double kept, double lower)
    {
        foreach (var urgency in Tiers)
        {
            var tier = groups.Where(g => g.Urgency == urgency).ToList();

            var wishes = Grant(urgency == Urgency.High ? left : left - kept, tier, (g, _) => g.Wanted - g.Least);
            left -= wishes.Sum();

            // A guest that does not converge may squeeze the applications down to their lower bounds, whatever its urgency.
            var raises = Grant(left - lower, tier, (g, i) => g.Raised - g.Least - wishes[i]);
            left -= raises.Sum();

            for (var i = 0; i < tier.Count; i++)
            {
                foreach (var member in tier[i].Split(tier[i].Least + wishes[i], raises[i]))
                {
                    yield return member;
                }
            }
        }
    }

    private static double[] Grant(double room, List<ShareGroup> tier, Func<ShareGroup, int, double> most) =>
        WaterFilling.Split(Math.Max(0, room), [.. tier.Select((g, i) => new Vessel(g.Weight, 0, Math.Max(0, most(g, i))))]);

    /// <summary>
    /// Those without a reservation share what is left, each up to what it may use; and together no more than the one of them
    /// that may use the most, for each was promised what the applications leave free, and that is there only once.
    /// </summary>
    /// <param name="left">What neither reservations have nor applications keep beside them; what is less than everybody's least changes nothing.</param>
    private static void AddUnreserved(double left, List<Claim> claims, Dictionary<string, Mbps> rates)
    {
        if (claims.Count > 1)
        {
            left = Math.Min(left, Math.Max(claims.Max(c => c.Unreserved!.Value.Value), claims.Sum(c => c.Least.Value)));
        }

        var shares = WaterFilling.Split(left, [.. claims.Select(Unreserved)]);
        for (var i = 0; i < claims.Count; i++)
        {
            rates[claims[i].Id] = new Mbps(shares[i]);
        }
    }

    private static Vessel Unreserved(Claim claim) =>
        new(ReservationWeight.Of(claim.Urgency, claim.Sla), claim.Least.Value, Math.Max(claim.Least.Value, claim.Unreserved!.Value.Value));
}
