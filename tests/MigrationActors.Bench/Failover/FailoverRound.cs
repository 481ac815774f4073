namespace MigrationActors.Bench.Failover;

/// <summary>One kill of the active coordinator. Times in milliseconds from the kill; null where no log tells.</summary>
/// <param name="Killed">The candidate that was the coordinator.</param>
/// <param name="Successor">The candidate that took over.</param>
/// <param name="Epoch">The successor's.</param>
/// <param name="DetectedMs">A node saw that the killed one is unreachable.</param>
/// <param name="DecidedMs">The split-brain resolver decided that it goes.</param>
/// <param name="RemovedMs">All had seen that, and it was removed.</param>
/// <param name="TookOverMs">The successor had its epoch in the journal.</param>
/// <param name="AnsweredMs">The successor's first answer over HTTP, at any candidate.</param>
/// <param name="CommandsMs">The successor had heard every host, so that from then on its commands arrive.</param>
public sealed record FailoverRound(
    string Killed, string Successor, long Epoch, double? DetectedMs, double? DecidedMs, double? RemovedMs, double TookOverMs, double AnsweredMs, double CommandsMs);
