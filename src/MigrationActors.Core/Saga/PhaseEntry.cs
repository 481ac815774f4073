namespace MigrationActors.Core.Saga;

/// <summary>One line of a migration's story.</summary>
public sealed record PhaseEntry(MigrationPhase Phase, DateTimeOffset At, string? Note);
