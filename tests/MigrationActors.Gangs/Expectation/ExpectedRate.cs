namespace MigrationActors.Gangs.Expectation;

/// <summary>What a migration should have.</summary>
/// <param name="Mbps">In Mbit/s.</param>
/// <param name="Reserved">Whether that is reserved, or only what is free.</param>
public sealed record ExpectedRate(double Mbps, bool Reserved);
