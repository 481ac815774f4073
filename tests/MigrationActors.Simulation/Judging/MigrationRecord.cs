using MigrationActors.Core.Saga;

namespace MigrationActors.Simulation.Judging;

/// <summary>A migration as the journal tells it.</summary>
/// <param name="Order">How many were taken on before it.</param>
/// <param name="EndedWaiting">How it ended where it never began: then it has no saga.</param>
public sealed record MigrationRecord(int Order, MigrationRequest Request, SagaState State, MigrationPhase? EndedWaiting = null)
{
    public MigrationPhase Phase => EndedWaiting ?? State.Phase;

    public bool IsOver => Phase.IsTerminal();

    /// <summary>When the journal says that the phase was entered first, by the coordinator's clock; null where it was not.</summary>
    public DateTimeOffset? Entered(MigrationPhase phase) => State.History.FirstOrDefault(h => h.Phase == phase)?.At;
}
