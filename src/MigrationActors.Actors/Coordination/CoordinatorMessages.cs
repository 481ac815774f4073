using MigrationActors.Core.Saga;
using MigrationActors.Protocol;

namespace MigrationActors.Actors.Coordination;

/// <summary>The singleton's own stop message: it finishes the write under way and stops; another node takes over.</summary>
public sealed record StopCoordinator
{
    public static StopCoordinator Instance { get; } = new();
}

/// <summary>From a saga to its coordinator: send this to that host's agent, wherever it is now. The answer goes to the saga.</summary>
public sealed record SendToHost(string Host, IWireMessage Message);

/// <summary>From a saga to its coordinator: it has reached its end and waits for nothing any more.</summary>
public sealed record SagaEnded(string MigrationId, MigrationPhase Outcome);
