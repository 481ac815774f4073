namespace MigrationActors.Protocol.Api;

/// <summary>A gang in a line.</summary>
/// <param name="Kind">gang or drain.</param>
/// <param name="Members">How many VMs are to move.</param>
/// <param name="Completed">How many have arrived.</param>
/// <param name="Failed">How many will not: failed, cancelled, lost or skipped.</param>
/// <param name="Running">How many are under way or wait.</param>
/// <param name="Outcome">As in <see cref="GangView"/>.</param>
public sealed record GangSummary(
    string Id, string Kind, int Members, int Completed, int Failed, int Running, string Outcome, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);
