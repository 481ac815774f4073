using System.Globalization;
using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Matrix;

/// <summary>A whole run of the matrix.</summary>
/// <param name="Stopped">Why it could not go on; null where it came to its end.</param>
public sealed record MatrixReport(double LinkMbps, IReadOnlyList<RunResult> Runs, string? Stopped) : ITrialReport
{
    public RelativeErrors TotalTimeErrors => RelativeErrors.Of(Runs.Select(r => (r.PredictedTotalMs, r.MeasuredTotalMs)));

    public RelativeErrors DowntimeErrors => RelativeErrors.Of(Runs.Select(r => (r.PredictedDowntimeMs, r.MeasuredDowntimeMs)));

    public int AsExpected => Runs.Count(r => r.IsAsExpected);

    public int Violations => Runs.Sum(r => r.Violations.Count) + (Stopped is null ? 0 : 1);

    /// <inheritdoc/>
    public bool Passed => Violations == 0 && AsExpected == Runs.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Summary =>
    [
        .. Stopped is null ? Array.Empty<string>() : [$"VIOLATION: stopped before the end: {Stopped}"],
        $"total migration time: {Text(TotalTimeErrors)}",
        $"downtime: {Text(DowntimeErrors)}",
        $"{Runs.Count} runs, {AsExpected} as expected, {Violations} violations",
    ];

    private static string Text(RelativeErrors errors) => errors.Count == 0
        ? "nothing to compare"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"|predicted − measured| / measured over {errors.Count} gangs: median {errors.Median * 100:0.#} %, 90th percentile {errors.NinetiethPercentile * 100:0.#} %");
}
