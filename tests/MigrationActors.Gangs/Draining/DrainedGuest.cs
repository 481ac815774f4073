namespace MigrationActors.Gangs.Draining;

/// <summary>What became of one guest of the drained host. Rates in Mbit/s, times in milliseconds.</summary>
/// <param name="PlannedFor">The destination that the plan named; null where it stays.</param>
/// <param name="Destination">Where it went; null where it was left.</param>
public sealed record DrainedGuest(
    string Vm,
    string? PlannedFor,
    string? Destination,
    string? Strategy,
    int? Order,
    string? Technique,
    double? ReservedMbps,
    string Phase,
    double? PredictedTotalMs,
    double? MeasuredTotalMs,
    double? PredictedDowntimeMs,
    double? MeasuredDowntimeMs);
