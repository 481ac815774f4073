using System.Globalization;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Ledger;

/// <summary>Whether one more migration may begin on one link.</summary>
internal static class Admission
{
    private const int MostNamed = 4;

    // Shares that are equal on paper differ in the last digits.
    private const double Tolerance = 1e-9;

    /// <param name="link">The link without the claim.</param>
    /// <param name="most">How many the link may carry at a time; null for no limit.</param>
    /// <param name="admissionShare">The share of what a group would have alone that it must have.</param>
    /// <returns>Why it must wait, in a sentence; null where it may begin.</returns>
    public static string? Obstacle(LinkState link, Claim claim, int? most, double admissionShare) =>
        TooMany(link, claim, most) ?? TooLittleLeft(link, claim) ?? TooSmallAShare(link, link.With(claim), claim, admissionShare);

    private static string? TooMany(LinkState link, Claim claim, int? most) => link.Claims.Length >= most
        ? $"'{claim.Id}' waits: at most {most} at a time may use {link.Id}, and there are {Named(link.Claims.Select(c => $"'{c.Id}'"))}."
        : null;

    private static string? TooLittleLeft(LinkState link, Claim claim)
    {
        var held = link.Claims.Sum(c => c.Least.Value);
        return held + claim.Least.Value > link.Capacity.Value * (1 + Tolerance)
            ? $"'{claim.Id}' waits: it needs at least {claim.Least} of {link.Id}, which is {link.Capacity}, and {new Mbps(held)} of it are the least of {Holders(link, c => c.Least)}."
            : null;
    }

    private static string? TooSmallAShare(LinkState before, LinkState after, Claim claim, double share)
    {
        var newcomer = claim.Unreserved is null ? claim.Group : null;
        var urgency = newcomer is null ? claim.Urgency : Reserved(after).Where(c => c.Group == newcomer).Min(c => c.Urgency);
        foreach (var members in Reserved(after).GroupBy(c => c.Group, StringComparer.Ordinal))
        {
            var isItsOwn = members.Key == newcomer;
            if (!isItsOwn && members.Min(c => c.Urgency) > urgency)
            {
                // Less urgent ones may be shrunk to their least.
                continue;
            }

            var group = members.ToList();
            var alone = Sum(group, LinkShares.Of(after.Capacity, group));
            var floor = alone * share * (1 - Tolerance);
            var has = Sum(group, after.Shares);
            if (has < floor && (isItsOwn || Sum(group, before.Shares) >= floor))
            {
                return isItsOwn ? OwnShare(before, claim, group.Count, has, alone, share) : OthersShare(after, claim, group, has, alone, share);
            }
        }

        return null;
    }

    private static string OwnShare(LinkState link, Claim claim, int size, double has, double alone, double share) =>
        $"'{claim.Id}' waits: of {link.Id} {(size == 1 ? "it" : $"its group of {size}")} would have {new Mbps(has)}, less than {Percent(share)} of the {new Mbps(alone)} "
        + $"it would have alone; beside it there are {Holders(link, c => link.Shares[c.Id])}.";

    private static string OthersShare(LinkState link, Claim claim, List<Claim> others, double has, double alone, double share) =>
        $"'{claim.Id}' waits: of {link.Id} it would leave {Named(others.Select(c => $"'{c.Id}'"))}, no less urgent, only {new Mbps(has)}, "
        + $"less than {Percent(share)} of the {new Mbps(alone)} there would be without others.";

    private static IEnumerable<Claim> Reserved(LinkState link) => link.Claims.Where(c => c.Unreserved is null);

    private static double Sum(List<Claim> claims, IReadOnlyDictionary<string, Mbps> shares) => claims.Sum(c => shares[c.Id].Value);

    private static string Holders(LinkState link, Func<Claim, Mbps> holds) =>
        Named(link.Claims.OrderByDescending(holds).Select(c => $"'{c.Id}' ({holds(c)})"));

    private static string Named(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? $" and {all.Count - MostNamed} others" : "");
    }

    private static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
