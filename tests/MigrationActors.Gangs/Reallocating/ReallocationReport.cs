using System.Globalization;
using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Reallocating;

/// <summary>A high migration in the middle of two low ones.</summary>
/// <param name="BackAfterSeconds">From the high one's end until tc gave the low ones what they had before; null where it never did.</param>
public sealed record ReallocationReport(
    double LinkMbps, IReadOnlyList<ReallocationRow> Rows, double? BackAfterSeconds, IReadOnlyList<string> Violations) : ITrialReport
{
    /// <inheritdoc/>
    public bool Passed => Violations.Count == 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Summary =>
    [
        ReallocationTable.Heading,
        .. Rows.Select(ReallocationTable.Line),
        .. Violations.Select(v => $"VIOLATION: {v}."),
        $"back {BackAfterSeconds?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–"} s after the high one's end, {Violations.Count} violations",
    ];
}
