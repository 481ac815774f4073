namespace MigrationActors.Gangs.Reporting;

/// <summary>How far predictions were off: |predicted − measured| / measured.</summary>
/// <param name="Count">How many there are to judge by; with none, the figures are 0.</param>
public sealed record RelativeErrors(int Count, double Median, double NinetiethPercentile)
{
    /// <param name="pairs">Those without a prediction, or without a measurement above 0, are passed over.</param>
    public static RelativeErrors Of(IEnumerable<(double? Predicted, double? Measured)> pairs)
    {
        var errors = pairs.Where(p => p is { Predicted: not null, Measured: > 0 })
            .Select(p => Math.Abs(p.Predicted!.Value - p.Measured!.Value) / p.Measured!.Value).Order().ToList();
        return new RelativeErrors(errors.Count, Percentile(errors, 0.5), Percentile(errors, 0.9));
    }

    /// <summary>Between two values, in proportion.</summary>
    private static double Percentile(List<double> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return 0;
        }

        var place = share * (sorted.Count - 1);
        var (below, above) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
