using System.Globalization;
using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Matrix;

/// <summary>A run for people: a row, and one more line for each thing that is wrong.</summary>
public static class RunText
{
    public static string Of(RunResult r, int runs) => string.Join('\n',
    [
        $"[{r.Number}/{runs}] {r.Combination} {r.Gang} {r.Source}→{r.Destination} | expected {GangStory.Of(r.Expected)} | observed {GangStory.Of(r.Observed)} | "
            + (r.IsAsExpected ? "ok" : "DIFFERS")
            + $" | tc {(r.KernelMost == 0 ? "none" : string.Join("+", r.KernelMbps.Select(m => Number(m, "0.#"))))}"
            + $" | total {Seconds(r.PredictedTotalMs)} predicted, {Seconds(r.MeasuredTotalMs)} measured"
            + $" | downtime {Milliseconds(r.PredictedDowntimeMs)} predicted, {Milliseconds(r.MeasuredDowntimeMs)} measured"
            + $" | {r.GuestsAlive} of {r.Guests} guests well, {r.RulesLeft} rules left",
        .. r.Differences.Select(d => $"    DIFFERS: {d}."),
        .. r.Violations.Select(v => $"    VIOLATION: {v}."),
    ]);

    private static string Seconds(double? milliseconds) => milliseconds is { } ms ? Number(ms / 1000, "0.0") + " s" : "–";

    private static string Milliseconds(double? milliseconds) => milliseconds is { } ms ? Number(ms, "0") + " ms" : "–";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
