using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Gangs;

/// <param name="Outcome">A terminal phase.</param>
/// <param name="Reason">Why it did not complete, or null.</param>
public sealed record MemberReport(string Migration, MigrationPhase Outcome, string? Reason);
