namespace MigrationActors.Core.Saga;

/// <summary>Another share of the links, while it runs: in tc and in QEMU's cap. What is over, or has not begun, only takes note of it.</summary>
internal static class Reallocations
{
    /// <summary>Less than a hundredth is not worth a change of rules on three hosts.</summary>
    private const double Noticeable = 0.01;

    internal static SagaStep Decide(SagaState state, SagaInput.Reallocate given, DateTimeOffset now)
    {
        if (state.Phase is MigrationPhase.Aborting or >= MigrationPhase.Completed or (>= MigrationPhase.Transferred and <= MigrationPhase.Released)
            || state.Cap is not { } before
            || Math.Abs(before.Value - given.Rate.Value) < before.Value * Noticeable)
        {
            return SagaStep.Nothing;
        }

        var changed = new SagaEvent.Reallocated(now, given.Rate, given.Reason);
        return state.Phase switch
        {
            // Nothing has the old rate yet.
            <= MigrationPhase.Decided => SagaStep.Of(changed),

            // The step under way is done again, with the new rate.
            MigrationPhase.DestinationPrepared => SagaStep.Of(changed, new SagaEffect.ReserveBandwidth(state.Request!, state.Endpoint!, given.Rate)),

            // The source may have begun with the old cap: a second order to start changes nothing then.
            MigrationPhase.Reserved => SagaStep.Of(changed, Effects.StartTransfer(state.Apply(changed), state.Endpoint!), Adjust(state, given)),
            _ => SagaStep.Of(changed, Adjust(state, given)),
        };
    }

    private static SagaEffect.AdjustTransfer Adjust(SagaState state, SagaInput.Reallocate given) => new(state.Request!, given.Rate, Throttle: false);
}
