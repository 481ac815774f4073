using System.Globalization;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Gangs.Killing;

/// <summary>A gang whose coordinator was killed when its first member transferred.</summary>
/// <param name="Kind">What it was, in words.</param>
/// <param name="Killed">The candidate that was the coordinator.</param>
/// <param name="Successor">The candidate that took over.</param>
/// <param name="TakeoverSeconds">From the kill until the successor had its epoch in the journal; null where nobody took over before the end.</param>
/// <param name="Members">As they ended.</param>
/// <param name="Violations">A sentence each.</param>
public sealed record KilledGang(
    string Kind, string GangId, string Killed, string? Successor, double? TakeoverSeconds, IReadOnlyList<GangMemberView> Members, IReadOnlyList<string> Violations)
{
    public string Text => string.Join('\n',
    [
        $"{Kind} {GangId}: '{Killed}' killed while the first member transferred, "
            + (Successor is null ? "nobody took over before the end" : $"'{Successor}' took over after {TakeoverSeconds?.ToString("0.0", CultureInfo.InvariantCulture)} s")
            + $"; {string.Join(", ", Members.Select(m => $"{m.Vm} {m.Strategy} {m.Phase}"))}",
        .. Violations.Select(v => $"    VIOLATION: {v}."),
    ]);
}
