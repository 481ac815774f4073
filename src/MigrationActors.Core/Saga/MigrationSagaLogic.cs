using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What a migration does next. Pure: the same state, input and time give the same step.
/// <code>
/// Requested → Profiled → Decided → DestinationPrepared → Reserved → Transferring → [PostcopyRunning] → Transferred
///           → SwitchedOver → SourceRetired → Released → Completed
/// failure while the source runs the VM, or cancel before post-copy ──► Aborting (stop transfer → discard destination → release) → Failed | Cancelled
/// failure and no side can be proven to run the VM ──► Lost; then the reservation is released
/// </code>
/// The rule above all: never two running copies of a VM, and never none by our doing. So nothing is cancelled once post-copy
/// was ordered, and the source is retired only after the destination was seen to run.
/// </summary>
public static class MigrationSagaLogic
{
    public static SagaStep Decide(SagaState state, SagaInput input, DateTimeOffset now) => input switch
    {
        SagaInput.Begin begin => Begin(state, begin, now),
        _ when state.Request is null => SagaStep.Refuse("There is no such migration."),
        SagaInput.Cancel cancel => Cancel(state, cancel, now),
        SagaInput.Resume => SagaStep.Act(PendingEffects(state)),
        SagaInput.StepFailed failed => StepFailed(state, failed, now),
        _ when state.Phase == MigrationPhase.Aborting => Aborting(state, input, now),
        _ => Forward(state, input, now),
    };

    private static SagaStep Begin(SagaState state, SagaInput.Begin begin, DateTimeOffset now) =>
        state.Request is not null
            ? SagaStep.Nothing
            : SagaStep.Of(
                [
                    new SagaEvent.Requested(now, begin.Request, begin.Epoch),
                    new SagaEvent.Profiled(now, begin.Traffic),
                    new SagaEvent.Decided(now, begin.Decision),
                ],
                new SagaEffect.PrepareDestination(begin.Request, begin.Decision.Technique));

    /// <summary>The way of a migration that succeeds. An input that does not fit the phase is late or repeated, and changes nothing.</summary>
    private static SagaStep Forward(SagaState state, SagaInput input, DateTimeOffset now)
    {
        var request = state.Request!;
        return (state.Phase, input) switch
        {
            (MigrationPhase.Decided, SagaInput.DestinationReady ready) => DestinationReady(state, ready, now),

            (MigrationPhase.DestinationPrepared, SagaInput.ReservationHeld) =>
                SagaStep.Of(new SagaEvent.BandwidthReserved(now, state.Decision!.Reserved), StartTransfer(state, state.Endpoint!)),

            (MigrationPhase.Reserved, SagaInput.TransferAccepted accepted) => TransferAccepted(state, accepted, now),

            (MigrationPhase.PostcopyRunning, SagaInput.TransferAccepted) => SagaStep.Act(new SagaEffect.StartPostcopy(request)),

            (MigrationPhase.Transferring, SagaInput.PassCompleted) when state.Decision!.Technique == Technique.Hybrid =>
                SagaStep.Of(new SagaEvent.PostcopyOrdered(now), new SagaEffect.StartPostcopy(request)),

            // Reserved too: a transfer may complete before the news of its start arrives.
            (MigrationPhase.Reserved or MigrationPhase.Transferring or MigrationPhase.PostcopyRunning, SagaInput.TransferCompleted done) =>
                SagaStep.Of(
                    new SagaEvent.TransferCompleted(now, done.StoppedAt, done.CompletedAt, done.Totals),
                    new SagaEffect.ConfirmDestination(request)),

            (MigrationPhase.Reserved or MigrationPhase.Transferring or MigrationPhase.PostcopyRunning, SagaInput.TransferFailed failed) =>
                TransferFailed(state, failed, now),

            (MigrationPhase.Transferred, SagaInput.DestinationRuns runs) =>
                SagaStep.Of(new SagaEvent.SwitchedOver(now, runs.ResumedAt), new SagaEffect.RetireSource(request)),

            (MigrationPhase.SwitchedOver, SagaInput.SourceGone) =>
                SagaStep.Of(new SagaEvent.SourceRetired(now, null), new SagaEffect.ReleaseBandwidth(request)),

            (MigrationPhase.SourceRetired, SagaInput.ReservationGone gone) =>
                SagaStep.Of([new SagaEvent.BandwidthReleased(now, gone.Unconfirmed), new SagaEvent.Completed(now)]),

            _ => SagaStep.Nothing,
        };
    }

    private static SagaStep DestinationReady(SagaState state, SagaInput.DestinationReady ready, DateTimeOffset now)
    {
        var prepared = new SagaEvent.DestinationPrepared(now, ready.Endpoint);
        return state.Decision!.Reserved is { } rate
            ? SagaStep.Of(prepared, new SagaEffect.ReserveBandwidth(state.Request!, ready.Endpoint, rate))
            : SagaStep.Of([prepared, new SagaEvent.BandwidthReserved(now, null)], StartTransfer(state, ready.Endpoint));
    }

    private static SagaStep TransferAccepted(SagaState state, SagaInput.TransferAccepted accepted, DateTimeOffset now)
    {
        var started = new SagaEvent.TransferStarted(now, accepted.AcceptedAt);
        return state.Decision!.Technique == Technique.PostCopy
            ? SagaStep.Of([started, new SagaEvent.PostcopyOrdered(now)], new SagaEffect.StartPostcopy(state.Request!))
            : SagaStep.Of(started);
    }

    private static SagaStep TransferFailed(SagaState state, SagaInput.TransferFailed failed, DateTimeOffset now)
    {
        return failed.SourceRuns
            ? Abort(state, byUser: false, failed.Reason, now, AbortStep.DiscardDestination)
            : Lose(state, failed.Reason, now);
    }

    /// <summary>Lost is said outright; neither QEMU is touched, because what is left of the VM may be worth looking at.</summary>
    private static SagaStep Lose(SagaState state, string reason, DateTimeOffset now) =>
        SagaStep.Of(
            new SagaEvent.Lost(now, $"{reason} Neither {state.Request!.Source} nor {state.Request.Destination} is known to run the VM; both were left as they are."),
            new SagaEffect.ReleaseBandwidth(state.Request));

    private static SagaStep Cancel(SagaState state, SagaInput.Cancel cancel, DateTimeOffset now) => state.Phase switch
    {
        MigrationPhase.Aborting => SagaStep.Nothing,
        MigrationPhase.PostcopyRunning => SagaStep.Refuse(
            "Post-copy has begun: the VM's memory is on both hosts, and cancelling now would lose the VM. It goes on to the destination."),
        >= MigrationPhase.Transferred and <= MigrationPhase.Released => SagaStep.Refuse(
            "The VM has already moved; only the tidying is left. To bring it back, migrate it the other way."),
        >= MigrationPhase.Completed => SagaStep.Refuse($"The migration is over ({state.Phase})."),
        _ => Abort(state, byUser: true, cancel.Reason, now),
    };

    /// <summary>A transfer that cannot have started, or has ended by itself, needs no stopping.</summary>
    private static SagaStep Abort(SagaState state, bool byUser, string reason, DateTimeOffset now) =>
        Abort(state, byUser, reason, now, state.Phase < MigrationPhase.Reserved ? AbortStep.DiscardDestination : AbortStep.StopTransfer);

    private static SagaStep Abort(SagaState state, bool byUser, string reason, DateTimeOffset now, AbortStep first) =>
        SagaStep.Of(new SagaEvent.AbortDecided(now, byUser, reason, first), AbortEffect(state.Request!, first));

    private static SagaStep Aborting(SagaState state, SagaInput input, DateTimeOffset now) => (state.Aborting!.Step, input) switch
    {
        (AbortStep.StopTransfer, SagaInput.TransferCompleted done) =>
            SagaStep.Of(
                [new SagaEvent.AbortOvertaken(now), new SagaEvent.TransferCompleted(now, done.StoppedAt, done.CompletedAt, done.Totals)],
                new SagaEffect.ConfirmDestination(state.Request!)),
        (AbortStep.StopTransfer, SagaInput.TransferStopped) => Advance(state, AbortStep.DiscardDestination, now),
        (AbortStep.StopTransfer, SagaInput.TransferFailed { SourceRuns: true }) => Advance(state, AbortStep.DiscardDestination, now),
        (AbortStep.StopTransfer, SagaInput.TransferFailed failed) => Lose(state, failed.Reason, now),
        (AbortStep.DiscardDestination, SagaInput.DestinationGone) => Advance(state, AbortStep.ReleaseBandwidth, now),
        (AbortStep.ReleaseBandwidth, SagaInput.ReservationGone gone) => AbortDone(state, gone, now),
        _ => SagaStep.Nothing,
    };

    private static SagaStep Advance(SagaState state, AbortStep next, DateTimeOffset now) =>
        SagaStep.Of(new SagaEvent.AbortAdvanced(now, next), AbortEffect(state.Request!, next));

    private static SagaStep AbortDone(SagaState state, SagaInput.ReservationGone gone, DateTimeOffset now)
    {
        var abort = state.Aborting!;
        SagaEvent end = abort.ByUser ? new SagaEvent.Cancelled(now, abort.Reason) : new SagaEvent.Failed(now, abort.Reason);
        return SagaStep.Of([new SagaEvent.BandwidthReleased(now, gone.Unconfirmed), end]);
    }

    private static SagaStep StepFailed(SagaState state, SagaInput.StepFailed failed, DateTimeOffset now) => state.Phase switch
    {
        <= MigrationPhase.Transferring => Abort(state, byUser: false, failed.Reason, now),

        // The order to switch was refused or lost; whether it was obeyed shows in how the transfer ends.
        MigrationPhase.PostcopyRunning => SagaStep.Nothing,

        MigrationPhase.Transferred => Lose(state, failed.Reason, now),

        // The VM runs at the destination: what could not be tidied is said, and the migration is complete all the same.
        MigrationPhase.SwitchedOver => SagaStep.Of(new SagaEvent.SourceRetired(now, failed.Reason), new SagaEffect.ReleaseBandwidth(state.Request!)),

        MigrationPhase.Aborting when state.Aborting!.Step == AbortStep.StopTransfer => Lose(state, failed.Reason, now),
        MigrationPhase.Aborting when state.Aborting!.Step == AbortStep.DiscardDestination => Advance(state, AbortStep.ReleaseBandwidth, now),
        _ => SagaStep.Nothing,
    };

    /// <summary>The effects whose outcome the state still waits for: what a recovered saga does again.</summary>
    private static SagaEffect[] PendingEffects(SagaState state)
    {
        var request = state.Request!;
        return state.Phase switch
        {
            MigrationPhase.Decided => [new SagaEffect.PrepareDestination(request, state.Decision!.Technique)],
            MigrationPhase.DestinationPrepared => [new SagaEffect.ReserveBandwidth(request, state.Endpoint!, state.Decision!.Reserved!.Value)],
            MigrationPhase.Reserved => [StartTransfer(state, state.Endpoint!)],
            MigrationPhase.Transferring => [StartTransfer(state, state.Endpoint!)],
            // The source is taken up first; its answer brings the order to switch, which may not have reached it.
            MigrationPhase.PostcopyRunning => [StartTransfer(state, state.Endpoint!)],
            MigrationPhase.Transferred => [new SagaEffect.ConfirmDestination(request)],
            MigrationPhase.SwitchedOver => [new SagaEffect.RetireSource(request)],
            MigrationPhase.SourceRetired => [new SagaEffect.ReleaseBandwidth(request)],
            MigrationPhase.Aborting => [AbortEffect(request, state.Aborting!.Step)],
            _ => [],
        };
    }

    private static SagaEffect.StartTransfer StartTransfer(SagaState state, DestinationEndpoint endpoint) =>
        new(state.Request!, endpoint, state.Decision!.Technique, state.Decision.MaxBandwidth);

    private static SagaEffect AbortEffect(MigrationRequest request, AbortStep step) => step switch
    {
        AbortStep.StopTransfer => new SagaEffect.StopTransfer(request),
        AbortStep.DiscardDestination => new SagaEffect.DiscardDestination(request),
        _ => new SagaEffect.ReleaseBandwidth(request),
    };
}
