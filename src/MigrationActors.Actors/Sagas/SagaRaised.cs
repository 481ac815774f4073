using MigrationActors.Core;

namespace MigrationActors.Actors.Sagas;

/// <summary>From a saga to its coordinator: it does not converge, and has raised its reservation to this rate, which others may have to make room for.</summary>
public sealed record SagaRaised(string MigrationId, Mbps Rate);
