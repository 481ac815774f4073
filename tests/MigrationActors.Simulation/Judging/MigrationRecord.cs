using MigrationActors.Core.Saga;

namespace MigrationActors.Simulation.Judging;

/// <summary>A migration as the journal tells it.</summary>
/// <param name="Order">How many were taken on before it.</param>
public sealed record MigrationRecord(int Order, MigrationRequest Request, SagaState State)
{
    public bool IsOver => State.Phase.IsTerminal();

    /// <summary>When the journal says that the phase was entered first, by the coordinator's clock; null where it was not.</summary>
    public DateTimeOffset? Entered(MigrationPhase phase) => State.History.FirstOrDefault(h => h.Phase == phase)?.At;
}
