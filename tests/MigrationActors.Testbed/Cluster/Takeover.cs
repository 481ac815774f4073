namespace MigrationActors.Testbed.Cluster;

/// <summary>A coordinator that took over, as its log says.</summary>
/// <param name="Candidate">The name of its node.</param>
/// <param name="Epoch">Rises with each.</param>
/// <param name="At">When its epoch was in the journal.</param>
public sealed record Takeover(string Candidate, long Epoch, DateTimeOffset At);
