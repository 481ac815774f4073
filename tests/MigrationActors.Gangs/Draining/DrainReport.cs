using System.Globalization;
using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Draining;

/// <summary>A host that was emptied. Times in milliseconds, as the thesis defines them for gangs.</summary>
public sealed record DrainReport(
    double LinkMbps,
    string Drained,
    IReadOnlyList<DrainedGuest> Guests,
    double PredictedTotalMs,
    double? MeasuredTotalMs,
    double PredictedDowntimeMs,
    double? MeasuredDowntimeMs,
    IReadOnlyList<string> Violations) : ITrialReport
{
    /// <inheritdoc/>
    public bool Passed => Violations.Count == 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Summary =>
    [
        .. Guests.Select(g => $"{g.Vm}: to {g.Destination ?? "nowhere"} (planned {g.PlannedFor ?? "to stay"}), {g.Strategy} {g.Order}, {g.Technique}, "
            + $"{(g.ReservedMbps is { } rate ? Number(rate, "0.#") + " Mbit/s reserved" : "nothing reserved")}, {g.Phase}; "
            + $"total {Seconds(g.PredictedTotalMs)} predicted, {Seconds(g.MeasuredTotalMs)} measured; "
            + $"downtime {Number(g.PredictedDowntimeMs, "0")} ms predicted, {Number(g.MeasuredDowntimeMs, "0")} ms measured"),
        $"all together: total {Seconds(PredictedTotalMs)} predicted, {Seconds(MeasuredTotalMs)} measured; "
            + $"downtime {Number(PredictedDowntimeMs, "0")} ms predicted, {Number(MeasuredDowntimeMs, "0")} ms measured",
        .. Violations.Select(v => $"VIOLATION: {v}."),
        $"{Guests.Count} guests, {Guests.Count(g => g.Phase == "completed")} moved, {Guests.Select(g => g.Destination).OfType<string>().Distinct().Count()} destinations, {Violations.Count} violations",
    ];

    private static string Seconds(double? milliseconds) => Number(milliseconds / 1000, "0.0") + " s";

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
