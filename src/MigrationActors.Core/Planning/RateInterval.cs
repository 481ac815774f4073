namespace MigrationActors.Core.Planning;

/// <summary>What one migration has of its links for a while; times count from the beginning of the plan.</summary>
/// <param name="Rate">Its reservation, or what it may use at most where nothing is reserved for it.</param>
/// <param name="Reserved">Whether the rate is reserved.</param>
public sealed record RateInterval(TimeSpan From, TimeSpan To, Mbps Rate, bool Reserved);
