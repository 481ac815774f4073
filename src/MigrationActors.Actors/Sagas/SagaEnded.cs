using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Sagas;

/// <summary>From a saga to its coordinator: it has reached its end and waits for nothing any more.</summary>
public sealed record SagaEnded(string MigrationId, MigrationPhase Outcome);
