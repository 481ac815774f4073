namespace MigrationActors.Core.Saga;

/// <summary>Effects that are made in more than one place.</summary>
internal static class Effects
{
    /// <summary>The effect whose outcome an open migration waits for.</summary>
    internal static SagaEffect Pending(SagaState state)
    {
        var request = state.Request!;
        return state.Phase switch
        {
            MigrationPhase.Decided => new SagaEffect.PrepareDestination(request, state.Decision!.Technique, state.Decision.PostcopyAllowed),
            MigrationPhase.DestinationPrepared => new SagaEffect.ReserveBandwidth(request, state.Endpoint!, ToReserve(state)!.Value),
            MigrationPhase.Transferred => new SagaEffect.ConfirmDestination(request),
            MigrationPhase.SwitchedOver => new SagaEffect.RetireSource(request),
            MigrationPhase.SourceRetired => new SagaEffect.ReleaseBandwidth(request),
            MigrationPhase.Aborting when state.Aborting!.Step != AbortStep.StopTransfer => Of(request, state.Aborting.Step),
            _ => new SagaEffect.Inspect(request),
        };
    }

    internal static SagaEffect.StartTransfer StartTransfer(SagaState state, DestinationEndpoint endpoint) =>
        new(state.Request!, endpoint, state.Decision!.Technique, state.Cap!.Value, state.Decision.PostcopyAllowed);

    internal static SagaEffect Of(MigrationRequest request, AbortStep step) => step switch
    {
        AbortStep.StopTransfer => new SagaEffect.StopTransfer(request),
        AbortStep.DiscardDestination => new SagaEffect.DiscardDestination(request),
        _ => new SagaEffect.ReleaseBandwidth(request),
    };

    /// <summary>What is to be reserved; null where the decision needs no reservation.</summary>
    internal static Mbps? ToReserve(SagaState state) => state.Decision!.Reserved is null ? null : state.Allotted ?? state.Decision.Reserved;
}
