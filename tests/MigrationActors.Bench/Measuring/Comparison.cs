namespace MigrationActors.Bench.Measuring;

/// <summary>What something of ours costs beside another way to do it, both measured in the same run.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Against">The other way; null where there is none to compare with.</param>
/// <param name="OursMs">Median, in milliseconds.</param>
/// <param name="OtherMs">Median, in milliseconds.</param>
/// <param name="Ratio">The median of the pairs' ratios, ours divided by the other.</param>
/// <param name="Bound">The most the ratio may be; null where nothing is promised.</param>
/// <param name="Detail">What else there is to know.</param>
public sealed record Comparison(
    string Name, string? Against, double OursMs, double? OtherMs, double? Ratio, double? Bound, int Rounds, string Detail)
{
    public bool Met => Bound is not { } bound || Ratio <= bound;

    public static Comparison Of(
        string name, string against, double? bound, IReadOnlyList<(TimeSpan Ours, TimeSpan Other)> pairs, string detail) =>
        new(
            name,
            against,
            Median.Of(pairs.Select(p => p.Ours.TotalMilliseconds)),
            Median.Of(pairs.Select(p => p.Other.TotalMilliseconds)),
            Median.Of(pairs.Select(p => p.Ours / p.Other)),
            bound,
            pairs.Count,
            detail);
}
