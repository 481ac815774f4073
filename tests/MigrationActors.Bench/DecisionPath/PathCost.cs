using MigrationActors.Bench.Measuring;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>Where the time goes in one scenario; medians, in milliseconds.</summary>
/// <param name="Techniques">What the product did, as the API names it.</param>
/// <param name="OursMs">The whole way: request sent to <c>migrate</c> accepted.</param>
/// <param name="BareMs">A script that does the same by QMP alone.</param>
/// <param name="Ratio">The median of the pairs' ratios, ours divided by the script's.</param>
public sealed record PathCost(
    string Scenario, IReadOnlyList<string> Techniques, int Rounds, IReadOnlyList<StepCost> Steps, double OursMs, double BareMs, double Ratio)
{
    public StepCost Dominant => Steps.MaxBy(s => s.OursMs)!;

    /// <summary>The step that adds most to what the script needs too.</summary>
    public StepCost LargestOverhead => Steps.MaxBy(s => s.OursMs - s.BareMs)!;

    public static PathCost Of(string scenario, IReadOnlyList<string> techniques, IReadOnlyList<(PathTimes Ours, PathTimes Other)> pairs) =>
        new(
            scenario,
            [.. techniques.Distinct(StringComparer.Ordinal)],
            pairs.Count,
            [.. PathTimes.StepNames.Select((name, step) => new StepCost(
                name,
                Median.Of(pairs.Select(p => p.Ours.Steps[step].TotalMilliseconds)),
                Median.Of(pairs.Select(p => p.Other.Steps[step].TotalMilliseconds))))],
            Median.Of(pairs.Select(p => p.Ours.Total.TotalMilliseconds)),
            Median.Of(pairs.Select(p => p.Other.Total.TotalMilliseconds)),
            Median.Of(pairs.Select(p => p.Ours.Total / p.Other.Total)));
}
