namespace MigrationActors.Protocol.Api;

/// <param name="Fraction">0 to 1; never runs backwards.</param>
/// <param name="EstimateMs">Time still to go at the present rate, or null where none is known.</param>
public sealed record ProgressView(
    double Fraction, long TransferredBytes, long RemainingBytes, long TotalBytes, long Passes, double? RateMbps, double? EstimateMs);
