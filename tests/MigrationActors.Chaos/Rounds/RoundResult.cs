namespace MigrationActors.Chaos.Rounds;

/// <summary>What came of a round.</summary>
/// <param name="Technique">The one that was used, or that was asked for where the migration is unknown.</param>
/// <param name="Victim">The node that was killed.</param>
/// <param name="KilledAfterMs">From the request.</param>
/// <param name="PhaseAtKill">By the migration's own history; "requested" before it has one.</param>
/// <param name="RestartedAfterMs">From the kill.</param>
/// <param name="Outcome">completed, failed, cancelled or lost; "unknown" where it did not end, or was never taken on.</param>
/// <param name="Failure">What the migration says of its failure.</param>
/// <param name="EndedAfterMs">From the request.</param>
/// <param name="Violations">A sentence each.</param>
public sealed record RoundResult(
    int Number,
    string? MigrationId,
    string Source,
    string Destination,
    string Urgency,
    string Technique,
    string Victim,
    double KilledAfterMs,
    string PhaseAtKill,
    double RestartedAfterMs,
    string Outcome,
    string? Failure,
    double EndedAfterMs,
    IReadOnlyList<string> Violations);
