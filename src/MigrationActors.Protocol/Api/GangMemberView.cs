namespace MigrationActors.Protocol.Api;

/// <summary>One VM of a gang. Rates in Mbit/s, times in milliseconds. The whole story is its migration's.</summary>
/// <param name="Urgency">high, medium or low.</param>
/// <param name="Strategy">parallel or serial.</param>
/// <param name="StrategyReason">The rule behind the strategy.</param>
/// <param name="Order">1 for what begins first; members that begin together have the same.</param>
/// <param name="MigrationId">Its migration, once that has begun.</param>
/// <param name="Phase"><c>planned</c> until its turn comes, <c>queued</c> while it waits for bandwidth, then its migration's phase; <c>skipped</c> where it never began.</param>
/// <param name="Technique">preCopy, postCopy or hybrid, once that is decided.</param>
/// <param name="Fraction">0 to 1, once it transfers; never runs backwards.</param>
/// <param name="TotalTimeMs">Migrate accepted until the source reported completed.</param>
/// <param name="DowntimeMs">The VM's STOP at the source until its RESUME at the destination.</param>
/// <param name="Waits">Why it waits and for about how long, or null where it does not.</param>
/// <param name="Failure">Why it did not complete, or null.</param>
public sealed record GangMemberView(
    string Vm,
    string Source,
    string Destination,
    string Urgency,
    string Strategy,
    string StrategyReason,
    int Order,
    string? MigrationId,
    string Phase,
    string? Technique,
    double? ReservedMbps,
    double? Fraction,
    double? TotalTimeMs,
    double? DowntimeMs,
    double? PredictedTotalTimeMs,
    double? PredictedDowntimeMs,
    string? Waits,
    string? Failure);
