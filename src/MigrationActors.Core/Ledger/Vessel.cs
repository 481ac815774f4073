namespace MigrationActors.Core.Ledger;

/// <summary>One who takes part in a split.</summary>
internal readonly record struct Vessel(double Weight, double Floor, double Cap);
