namespace MigrationActors.Protocol.Api;

/// <summary>A gang as people and scripts see it: several VMs moved as one. Times in milliseconds.</summary>
/// <param name="Id">Begins with <see cref="GangIds.Prefix"/>.</param>
/// <param name="Kind">gang or drain.</param>
/// <param name="DrainedHost">The host that is emptied, or null.</param>
/// <param name="Strategy">What was asked for: auto, serial or parallel.</param>
/// <param name="Outcome">
/// running; completed where every member did; partial where some did; failed where none did; cancelled where that is why none did; lost where a
/// member's VM is.
/// </param>
/// <param name="Members">In the order of their beginning.</param>
/// <param name="Stay">VMs that a drain leaves where they are.</param>
/// <param name="TotalTimeMs">As the thesis defines it: the longest of the parallel members', plus the sum of the serial ones'.</param>
/// <param name="DowntimeMs">In the same way: the largest, plus the sum.</param>
/// <param name="PredictedTotalTimeMs">What was expected when it was planned, in the sense of <paramref name="TotalTimeMs"/>.</param>
/// <param name="Reasons">Why it is done in this way.</param>
public sealed record GangView(
    string Id,
    string Kind,
    string? DrainedHost,
    string Strategy,
    string Outcome,
    bool Terminal,
    DateTimeOffset RequestedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<GangMemberView> Members,
    IReadOnlyList<StayView> Stay,
    double? TotalTimeMs,
    double? DowntimeMs,
    double? PredictedTotalTimeMs,
    IReadOnlyList<string> Reasons) : IWireMessage;
