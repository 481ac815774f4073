namespace MigrationActors.Core.Saga;

/// <summary>Where the VM is, is not known any more: said, and asked.</summary>
internal static class Doubts
{
    internal static SagaStep Raise(SagaState state, string reason, DateTimeOffset now) =>
        SagaStep.Of(new SagaEvent.OutcomeDoubted(now, reason), new SagaEffect.Inspect(state.Request!));
}
