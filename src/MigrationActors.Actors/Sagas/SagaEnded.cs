using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Sagas;

/// <summary>From a saga to its coordinator: it has reached its end and waits for nothing any more.</summary>
/// <param name="Failure">Why it did not complete; null where it did.</param>
public sealed record SagaEnded(string MigrationId, MigrationPhase Outcome, string? Failure = null, TimeSpan? TotalTime = null, TimeSpan? Downtime = null);
