using System.Globalization;
using MigrationActors.Chaos.Rounds;

namespace MigrationActors.Chaos.Reporting;

/// <summary>A round for people.</summary>
public static class RoundText
{
    /// <summary>A line, and one more for each violation.</summary>
    public static string Of(RoundResult r, int rounds) => string.Join('\n',
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"[{r.Number}/{rounds}] {r.MigrationId ?? "no migration"} {r.Source}→{r.Destination}, {r.Technique}, {r.Urgency}: '{r.Victim}' killed {r.KilledAfterMs:0} ms after the request ({r.PhaseAtKill}), started again {r.RestartedAfterMs:0} ms later: {r.Outcome} after {r.EndedAfterMs / 1000:0.0} s{(r.Failure is { } why ? $" ({why})" : "")}"),
        .. r.Violations.Select(v => $"    VIOLATION: {v}"),
    ]);
}
