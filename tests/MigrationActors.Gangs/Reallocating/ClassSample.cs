namespace MigrationActors.Gangs.Reallocating;

/// <summary>One class in one row: what it is guaranteed, and what it sent since the row before. Mbit/s; null where it is not there.</summary>
public sealed record ClassSample(double? GuaranteedMbps, double? SentMbps);
