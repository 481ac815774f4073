namespace MigrationActors.Core.Gang;

/// <summary>What one member of a gang took, or is expected to take.</summary>
/// <param name="TotalTime">Migrate accepted until completed.</param>
/// <param name="Downtime">STOP at the source until RESUME at the destination.</param>
public sealed record MemberTimes(Strategy Strategy, TimeSpan TotalTime, TimeSpan Downtime);
