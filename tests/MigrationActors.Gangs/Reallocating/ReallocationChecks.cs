using System.Globalization;
using MigrationActors.Gangs.World;

namespace MigrationActors.Gangs.Reallocating;

/// <summary>What must hold when a high migration comes in the middle of two low ones. Pure.</summary>
public static class ReallocationChecks
{
    /// <summary>Within this time what an ended migration held must be with the others, in tc.</summary>
    public static readonly TimeSpan MostUntilBack = TimeSpan.FromSeconds(2);

    /// <summary>tc rounds, and changes below a hundredth are not made.</summary>
    private const double Same = 0.03;

    /// <param name="link">The link's capacity in Mbit/s.</param>
    /// <param name="lateEnded">When the high one was over.</param>
    /// <returns>When the low ones had their rates back, null where they never had; and a sentence for each violation.</returns>
    public static (TimeSpan? Back, IReadOnlyList<string> Violations) Of(
        ReallocationStages stages, IReadOnlyList<KernelSample> samples, double link, DateTimeOffset lateEnded)
    {
        var violations = new List<string>();
        foreach (var minor in stages.Low)
        {
            var before = RateOf(stages.Before, minor);
            var least = stages.During.Select(s => RateOf(s, minor)).OfType<double>().DefaultIfEmpty(double.NaN).Min();
            if (!(least < before))
            {
                violations.Add($"a low one's guarantee did not shrink: {Text(before)} before, at the least {Text(least)} beside the high one");
            }
        }

        if (samples.MaxBy(s => s.Reserved.Sum(c => c.Mbps)) is { } fullest && fullest.Reserved.Sum(c => c.Mbps) is var most && most > link)
        {
            violations.Add($"{Text(most)} were guaranteed at a time, more than the link's {Text(link)}");
        }

        var back = stages.After.FirstOrDefault(s => stages.Low.All(minor => HasBack(RateOf(s, minor), RateOf(stages.Before, minor))));
        var after = back?.At - lateEnded;
        if (after is null)
        {
            violations.Add("the low ones never had back what they had before");
        }
        else if (after > MostUntilBack)
        {
            violations.Add($"the low ones had back what they had before only {after.Value.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after the high one's end");
        }

        return (after, violations);
    }

    private static double? RateOf(KernelSample sample, int minor) => sample.Reserved.FirstOrDefault(c => c.Minor == minor)?.Mbps;

    private static bool HasBack(double? now, double? before) => now >= before * (1 - Same);

    private static string Text(double? mbps) => (mbps?.ToString("0.#", CultureInfo.InvariantCulture) ?? "nothing") + " Mbit/s";
}
