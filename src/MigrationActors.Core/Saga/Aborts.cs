namespace MigrationActors.Core.Saga;

/// <summary>Giving up: by the user's wish, or because it cannot go on; while the VM is at the source.</summary>
internal static class Aborts
{
    internal static SagaStep Cancel(SagaState state, SagaInput.Cancel cancel, DateTimeOffset now) => state.Phase switch
    {
        MigrationPhase.Aborting => SagaStep.Nothing,
        MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused => SagaStep.Refuse(
            "Post-copy has begun: the VM's memory is on both hosts, and cancelling now would lose the VM. It goes on to the destination."),
        >= MigrationPhase.Transferred and <= MigrationPhase.Released => SagaStep.Refuse(
            "The VM has already moved; only the tidying is left. To bring it back, migrate it the other way."),
        MigrationPhase.OutcomeUnknown => SagaStep.Refuse(
            "It is not known just now where the VM is; both hosts are being asked. Cancel again when 'migctl status' says more."),
        >= MigrationPhase.Completed => SagaStep.Refuse($"The migration is over ({state.Phase})."),
        _ => Begin(state, byUser: true, cancel.Reason, now),
    };

    /// <summary>
    /// That a VM stays at its source is said only when its source was heard to have it. One that never told of the VM has nothing to stop
    /// and nothing to say: why is in the reason.
    /// </summary>
    internal static SagaStep Begin(SagaState state, bool byUser, string reason, DateTimeOffset now) =>
        Begin(state, byUser, reason, now, state.Phase < MigrationPhase.DestinationPrepared ? AbortStep.DiscardDestination : AbortStep.StopTransfer);

    internal static SagaStep Begin(SagaState state, bool byUser, string reason, DateTimeOffset now, AbortStep first) =>
        SagaStep.Of(new SagaEvent.AbortDecided(now, byUser, reason, first), Effects.Of(state.Request!, first));

    internal static SagaStep Decide(SagaState state, SagaInput input, DateTimeOffset now) => (state.Aborting!.Step, input) switch
    {
        (AbortStep.StopTransfer, SagaInput.TransferCompleted done) =>
            SagaStep.Of(
                [new SagaEvent.AbortOvertaken(now), new SagaEvent.TransferCompleted(now, done.StoppedAt, done.CompletedAt, done.Totals)],
                new SagaEffect.ConfirmDestination(state.Request!)),
        (AbortStep.StopTransfer, SagaInput.TransferStopped) => Advance(state, AbortStep.DiscardDestination, now),
        (AbortStep.StopTransfer, SagaInput.TransferFailed { SourceRuns: true }) => Advance(state, AbortStep.DiscardDestination, now),
        (AbortStep.StopTransfer, SagaInput.TransferFailed failed) => Doubts.Raise(state, failed.Reason, now),
        (AbortStep.DiscardDestination, SagaInput.DestinationGone) => Advance(state, AbortStep.ReleaseBandwidth, now),
        (AbortStep.ReleaseBandwidth, SagaInput.ReservationGone gone) => Done(state, gone, now),
        _ => SagaStep.Nothing,
    };

    internal static SagaStep StepFailed(SagaState state, SagaInput.StepFailed failed, DateTimeOffset now) => state.Aborting!.Step switch
    {
        AbortStep.StopTransfer => Doubts.Raise(state, failed.Reason, now),

        // It does not wait for the VM any more: perhaps it runs it. Asked once; refused again, nobody can tell which copy counts, unless
        // both sides have: then it only could not be cleared away.
        AbortStep.DiscardDestination when failed.Refused && !state.Aborting.Doubted => Doubts.Raise(state, failed.Reason, now),
        AbortStep.DiscardDestination when failed.Refused && !state.Aborting.Settled => SagaStep.Of(
            new SagaEvent.AbortDecided(now, false, $"{state.Aborting.Reason} {failed.Reason}", AbortStep.ReleaseBandwidth, IsLost: true),
            Effects.Of(state.Request!, AbortStep.ReleaseBandwidth)),

        // It is cleared away when its host is heard again: it waits for a migration that has ended.
        AbortStep.DiscardDestination => Advance(state, AbortStep.ReleaseBandwidth, now),
        _ => SagaStep.Nothing,
    };

    internal static SagaStep Advance(SagaState state, AbortStep next, DateTimeOffset now) =>
        SagaStep.Of(new SagaEvent.AbortAdvanced(now, next), Effects.Of(state.Request!, next));

    private static SagaStep Done(SagaState state, SagaInput.ReservationGone gone, DateTimeOffset now)
    {
        var abort = state.Aborting!;
        SagaEvent end = abort switch
        {
            { Lost: true } => new SagaEvent.Lost(now, abort.Reason),
            { ByUser: true } => new SagaEvent.Cancelled(now, abort.Reason),
            _ => new SagaEvent.Failed(now, abort.Reason),
        };
        return SagaStep.Of([new SagaEvent.BandwidthReleased(now, gone.Unconfirmed), end]);
    }
}
