namespace MigrationActors.Protocol.Api;

/// <summary>What a planned migration has of its links for a while.</summary>
/// <param name="FromMs">Milliseconds from the beginning of the plan.</param>
/// <param name="Mbps">Its reservation, or what it may use at most where nothing is reserved, in Mbit/s.</param>
public sealed record RateView(double FromMs, double ToMs, double Mbps, bool Reserved);
