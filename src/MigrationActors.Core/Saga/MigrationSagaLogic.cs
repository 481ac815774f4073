using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What a migration does next. Pure: the same state, input, time and rules give the same step.
/// <code>
/// Requested → Profiled → Decided → DestinationPrepared → Reserved → Transferring → [PostcopyRunning ⇄ PostcopyPaused] → Transferred
///           → SwitchedOver → SourceRetired → Released → Completed
/// failure while the source runs the VM, or cancel before post-copy ──► Aborting (stop transfer → discard destination → release) → Failed | Cancelled
/// anything after which nobody knows ──► OutcomeUnknown ── both hosts are asked ──► wherever the VM really is, or Lost
/// </code>
/// The rule above all: never two running copies of a VM, and never none by our doing. So nothing is cancelled once post-copy
/// was ordered, and the source is retired only after the destination was seen to run.
/// </summary>
public static class MigrationSagaLogic
{
    public static SagaStep Decide(SagaState state, SagaInput input, DateTimeOffset now, SagaRules? rules = null) => input switch
    {
        SagaInput.Begin begin => Begin(state, begin, now),
        _ when state.Request is null => SagaStep.Refuse("There is no such migration."),
        SagaInput.Cancel cancel => Aborts.Cancel(state, cancel, now),
        SagaInput.Resume resume => Resume(state, resume, now),
        SagaInput.StepFailed failed => StepFailed(state, failed, now),
        SagaInput.Inspected found => Reconciliation.Decide(state, found, now, rules ?? SagaRules.Default),
        SagaInput.NotConverging barren => Convergence.Decide(state, barren, now, rules ?? SagaRules.Default),
        SagaInput.Reallocate given => Reallocations.Decide(state, given, now),
        _ when state.Phase == MigrationPhase.Aborting => Aborts.Decide(state, input, now),
        _ => Forward(state, input, now, rules ?? SagaRules.Default),
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
                new SagaEffect.PrepareDestination(begin.Request, begin.Decision.Technique, begin.Decision.PostcopyAllowed));

    /// <summary>The way of a migration that succeeds. An input that does not fit the phase is late or repeated, and changes nothing.</summary>
    private static SagaStep Forward(SagaState state, SagaInput input, DateTimeOffset now, SagaRules rules)
    {
        var request = state.Request!;
        return (state.Phase, input) switch
        {
            (MigrationPhase.Decided, SagaInput.DestinationReady ready) => DestinationReady(state, ready, now),

            (MigrationPhase.DestinationPrepared, SagaInput.ReservationHeld) =>
                SagaStep.Of(new SagaEvent.BandwidthReserved(now, Effects.ToReserve(state)), Effects.StartTransfer(state, state.Endpoint!)),

            (MigrationPhase.Reserved, SagaInput.TransferAccepted accepted) => TransferAccepted(state, accepted, now),

            (MigrationPhase.PostcopyRunning, SagaInput.TransferAccepted) => SagaStep.Act(new SagaEffect.StartPostcopy(request)),

            (MigrationPhase.Transferring, SagaInput.PassCompleted) when state.Decision!.Technique == Technique.Hybrid =>
                SagaStep.Of(new SagaEvent.PostcopyOrdered(now), new SagaEffect.StartPostcopy(request)),

            (MigrationPhase.Transferring, SagaInput.Stalled stalled) => Aborts.Begin(
                state, byUser: false, $"Nothing has got through to {request.Destination} for {stalled.For.TotalSeconds:0} s.", now, AbortStep.StopTransfer),

            // Paused, it would not be here any more: the source never switched, and cancelled now it might just then.
            (MigrationPhase.PostcopyRunning, SagaInput.Stalled stalled) when stalled.For >= rules.OutcomePatience => Reconciliation.Lost(
                state, $"Post-copy was ordered, but nothing has got through to {request.Destination} for {stalled.For.TotalSeconds:0} s.", now),

            // It may be the link, or a destination that hangs: paused, it can be recovered or is found to be dead. The look finds a pause
            // of which the news was lost.
            (MigrationPhase.PostcopyRunning, SagaInput.Stalled) =>
                SagaStep.Act(new SagaEffect.PausePostcopy(request), new SagaEffect.Inspect(request)),

            (MigrationPhase.PostcopyRunning, SagaInput.PostcopyPaused) => SagaStep.Of(new SagaEvent.PostcopyPaused(now), new SagaEffect.Inspect(request)),

            (MigrationPhase.PostcopyPaused, SagaInput.PostcopyResumed) => SagaStep.Of(new SagaEvent.PostcopyResumed(now)),

            // Reserved too: a transfer may complete before the news of its start arrives.
            (MigrationPhase.Reserved or MigrationPhase.Transferring or MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused, SagaInput.TransferCompleted done) =>
                SagaStep.Of(
                    new SagaEvent.TransferCompleted(now, done.StoppedAt, done.CompletedAt, done.Totals),
                    new SagaEffect.ConfirmDestination(request)),

            (MigrationPhase.Reserved or MigrationPhase.Transferring or MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused, SagaInput.TransferFailed failed) =>
                TransferFailed(state, failed, now),

            (MigrationPhase.Transferred, SagaInput.DestinationRuns runs) =>
                SagaStep.Of(new SagaEvent.SwitchedOver(now, runs.ResumedAt), new SagaEffect.RetireSource(request)),

            (MigrationPhase.SwitchedOver, SagaInput.SourceGone) =>
                SagaStep.Of(new SagaEvent.SourceRetired(now, null), new SagaEffect.ReleaseBandwidth(request)),

            (MigrationPhase.SourceRetired, SagaInput.ReservationGone gone) =>
                SagaStep.Of([new SagaEvent.BandwidthReleased(now, gone.Unconfirmed), new SagaEvent.Completed(now)]),

            // News of a transfer nobody knows the state of says that it is worth asking now.
            (MigrationPhase.OutcomeUnknown, SagaInput.TransferCompleted or SagaInput.TransferFailed or SagaInput.PostcopyPaused) =>
                SagaStep.Act(new SagaEffect.Inspect(request)),

            (MigrationPhase.Transferring or MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused or MigrationPhase.OutcomeUnknown, SagaInput.Look) =>
                SagaStep.Act(new SagaEffect.Inspect(request)),

            _ => SagaStep.Nothing,
        };
    }

    private static SagaStep DestinationReady(SagaState state, SagaInput.DestinationReady ready, DateTimeOffset now)
    {
        var prepared = new SagaEvent.DestinationPrepared(now, ready.Endpoint);
        return Effects.ToReserve(state) is { } rate
            ? SagaStep.Of(prepared, new SagaEffect.ReserveBandwidth(state.Request!, ready.Endpoint, rate))
            : SagaStep.Of([prepared, new SagaEvent.BandwidthReserved(now, null)], Effects.StartTransfer(state, ready.Endpoint));
    }

    private static SagaStep TransferAccepted(SagaState state, SagaInput.TransferAccepted accepted, DateTimeOffset now)
    {
        var started = new SagaEvent.TransferStarted(now, accepted.AcceptedAt);
        return state.Decision!.Technique == Technique.PostCopy
            ? SagaStep.Of([started, new SagaEvent.PostcopyOrdered(now)], new SagaEffect.StartPostcopy(state.Request!))
            : SagaStep.Of(started);
    }

    /// <summary>A source that runs the VM keeps it, unless post-copy may have begun: then the destination has a say.</summary>
    private static SagaStep TransferFailed(SagaState state, SagaInput.TransferFailed failed, DateTimeOffset now) =>
        failed.SourceRuns && !state.PostcopyOrdered
            ? Aborts.Begin(state, byUser: false, failed.Reason, now, AbortStep.DiscardDestination)
            : Doubts.Raise(state, failed.Reason, now);

    private static SagaStep StepFailed(SagaState state, SagaInput.StepFailed failed, DateTimeOffset now) => state.Phase switch
    {
        <= MigrationPhase.Reserved => Aborts.Begin(state, byUser: false, failed.Reason, now),

        // The order to switch was refused or lost, or a recovery failed: a look tells.
        MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused => SagaStep.Act(new SagaEffect.LookAgain()),

        MigrationPhase.Transferring or MigrationPhase.Transferred => Doubts.Raise(state, failed.Reason, now),

        // The VM runs at the destination: what could not be tidied is said, and the migration is complete all the same.
        MigrationPhase.SwitchedOver => SagaStep.Of(new SagaEvent.SourceRetired(now, failed.Reason), new SagaEffect.ReleaseBandwidth(state.Request!)),

        MigrationPhase.Aborting => Aborts.StepFailed(state, failed, now),
        _ => SagaStep.Nothing,
    };

    /// <summary>What a recovered saga does: where a transfer may have moved anything it asks before it acts, else it does its step again.</summary>
    private static SagaStep Resume(SagaState state, SagaInput.Resume resume, DateTimeOffset now)
    {
        if (state.Phase.IsTerminal())
        {
            return SagaStep.Nothing;
        }

        var next = Effects.Pending(state);
        return resume.Epoch > state.Epoch ? SagaStep.Of(new SagaEvent.TakenOver(now, resume.Epoch), next) : SagaStep.Act(next);
    }
}
