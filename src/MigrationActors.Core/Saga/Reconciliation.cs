using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Saga;

/// <summary>From what both hosts say to what the saga does: <see cref="RecoveryTable"/> judges, this carries it out.</summary>
internal static class Reconciliation
{
    internal static SagaStep Decide(SagaState state, SagaInput.Inspected found, DateTimeOffset now, SagaRules rules)
    {
        if (!IsAsked(state))
        {
            return SagaStep.Nothing;
        }

        var isOverdue = HasWaitedEnough(state, now, rules);
        var verdict = isOverdue ? AtTheDeadline(state, found) : RecoveryTable.Decide(found.Source, found.Destination);
        return verdict switch
        {
            // It was not cleared away, and does not say what it is: a pause of it, or of its connection, may pass.
            Verdict.GiveUp when !isOverdue && IsRefused(state) && found.Destination == DestinationCondition.Unreachable => AskAgain(state, found, now),
            Verdict.AskAgain => AskAgain(state, found, now),
            Verdict.Start when state is { AcceptedAt: null, CompletedAt: null, PostcopyOrdered: false, Aborting: null } =>
                GoOn(state, found, verdict, MigrationPhase.Reserved, now, Effects.StartTransfer(state, state.Endpoint!)),
            Verdict.Start or Verdict.GiveUp => GiveUp(state, found, now),
            Verdict.Follow when now - state.Aborting?.Since >= rules.OutcomePatience => Lost(state, $"It could not be stopped. {Loss(state, found)}", now),
            Verdict.Follow when state.Aborting is not null =>
                GoOn(state, found, verdict, MigrationPhase.Aborting, now, new SagaEffect.StopTransfer(state.Request!)),
            Verdict.Follow => GoOn(state, found, verdict, Following(state), now, new SagaEffect.FollowTransfer(state.Request!)),
            Verdict.FollowPostcopy => FollowPostcopy(state, found, now),
            Verdict.Recover => Recover(state, now),
            Verdict.Finish => Finish(state, found, now),
            Verdict.LostAtSource => SagaStep.Of(
                new SagaEvent.AbortDecided(now, false, Loss(state, found), AbortStep.DiscardDestination, IsLost: true),
                new SagaEffect.DiscardDestination(state.Request!)),
            _ => Lost(state, Loss(state, found), now),
        };
    }

    /// <summary>Nothing that could be done is known to be safe, so nothing is; a person has to look.</summary>
    internal static SagaStep Lost(SagaState state, string why, DateTimeOffset now) =>
        SagaStep.Of(new SagaEvent.Lost(now, $"{why} Both were left as they are."), new SagaEffect.ReleaseBandwidth(state.Request!));

    /// <summary>A guest whose transfer was never ordered has not left a source that only does not answer.</summary>
    private static Verdict AtTheDeadline(SagaState state, SagaInput.Inspected found) => RecoveryTable.AtTheDeadline(found.Source, found.Destination) switch
    {
        Verdict.Lost when !state.MayHaveBegun && found.Source is SourceCondition.Unheard or SourceCondition.Unreachable => Verdict.GiveUp,
        var verdict => verdict,
    };

    /// <summary>A late answer, after the matter was settled otherwise, changes nothing.</summary>
    private static bool IsAsked(SagaState state) =>
        state.Phase is MigrationPhase.OutcomeUnknown or MigrationPhase.Reserved or MigrationPhase.Transferred
        || state.Phase.IsTransferring()
        || state is { Phase: MigrationPhase.Aborting, Aborting.Step: AbortStep.StopTransfer };

    private static bool IsRefused(SagaState state) => state.Aborting is { Step: AbortStep.DiscardDestination, Doubted: true };

    private static bool HasWaitedEnough(SagaState state, DateTimeOffset now, SagaRules rules) =>
        now - state.DoubtedSince >= rules.OutcomePatience
        || now - state.PausedSince >= rules.RecoveryPatience
        || (state.PausedSince is not null && state.Pauses > rules.MostRecoveries);

    private static SagaStep AskAgain(SagaState state, SagaInput.Inspected found, DateTimeOffset now) =>
        state.Phase is MigrationPhase.OutcomeUnknown or MigrationPhase.PostcopyPaused
            ? SagaStep.Act(new SagaEffect.LookAgain())
            : SagaStep.Of(new SagaEvent.OutcomeDoubted(now, Says(state, found)), new SagaEffect.LookAgain());

    /// <summary>What merely confirms the phase is not news, and leaves no event.</summary>
    private static SagaStep GoOn(
        SagaState state, SagaInput.Inspected found, Verdict verdict, MigrationPhase phase, DateTimeOffset now, SagaEffect next) =>
        state.Phase == phase
            ? SagaStep.Act(next)
            : SagaStep.Of(new SagaEvent.Reconciled(now, found.Source, found.Destination, verdict, phase), next);

    private static MigrationPhase Following(SagaState state) =>
        state.PostcopyOrdered ? MigrationPhase.PostcopyRunning : state.AcceptedAt is null ? MigrationPhase.Reserved : MigrationPhase.Transferring;

    /// <summary>An abort that comes too late for a post-copy is dropped: the VM goes on to the destination.</summary>
    private static SagaStep FollowPostcopy(SagaState state, SagaInput.Inspected found, DateTimeOffset now)
    {
        var follow = new SagaEffect.FollowTransfer(state.Request!);
        if (state is { PostcopyOrdered: true, Aborting: null })
        {
            return GoOn(state, found, Verdict.FollowPostcopy, MigrationPhase.PostcopyRunning, now, follow);
        }

        List<SagaEvent> happened = [new SagaEvent.Reconciled(now, found.Source, found.Destination, Verdict.FollowPostcopy, MigrationPhase.PostcopyRunning)];
        if (state.Aborting is not null)
        {
            happened.Add(new SagaEvent.AbortOvertaken(now));
        }

        happened.Add(new SagaEvent.PostcopyOrdered(now));
        return SagaStep.Of(happened, follow);
    }

    private static SagaStep Recover(SagaState state, DateTimeOffset now)
    {
        var recover = new SagaEffect.RecoverPostcopy(state.Request!, state.Endpoint!, state.Cap!.Value);
        if (state.Phase == MigrationPhase.PostcopyPaused)
        {
            return SagaStep.Act(recover);
        }

        // Whoever ordered it: it is a post-copy, and from here on nothing cancels it.
        List<SagaEvent> happened = state.Aborting is null ? [] : [new SagaEvent.AbortOvertaken(now)];
        if (!state.PostcopyOrdered)
        {
            happened.Add(new SagaEvent.PostcopyOrdered(now));
        }

        happened.Add(new SagaEvent.PostcopyPaused(now));
        return SagaStep.Of(happened, recover);
    }

    private static SagaStep GiveUp(SagaState state, SagaInput.Inspected found, DateTimeOffset now) =>
        state.Aborting is not null
            ? SagaStep.Of(
                [
                    new SagaEvent.Reconciled(now, found.Source, found.Destination, Verdict.GiveUp, MigrationPhase.Aborting),
                    new SagaEvent.AbortAdvanced(now, AbortStep.DiscardDestination),
                ],
                new SagaEffect.DiscardDestination(state.Request!))
            : Aborts.Begin(state, byUser: false, $"{Doubts(state)}{Says(state, found)}", now, AbortStep.DiscardDestination);

    private static SagaStep Finish(SagaState state, SagaInput.Inspected found, DateTimeOffset now)
    {
        List<SagaEvent> happened = state.Aborting is null ? [] : [new SagaEvent.AbortOvertaken(now)];
        happened.Add(new SagaEvent.Reconciled(now, found.Source, found.Destination, Verdict.Finish, MigrationPhase.Transferred));
        if (state.CompletedAt is null && found.Outcome is { } outcome)
        {
            happened.Add(new SagaEvent.TransferCompleted(now, outcome.StoppedAt, outcome.CompletedAt, outcome.Totals));
        }

        happened.Add(new SagaEvent.SwitchedOver(now, found.ResumedAt));
        return SagaStep.Of(happened, new SagaEffect.RetireSource(state.Request!));
    }

    /// <summary>Why it was doubted in the first place: the last note of the doubt.</summary>
    private static string Doubts(SagaState state) =>
        state.Phase == MigrationPhase.OutcomeUnknown && state.History[^1] is { Phase: MigrationPhase.OutcomeUnknown, Note: { } note } ? $"{note} " : "";

    private static string Says(SagaState state, SagaInput.Inspected found) =>
        $"Asked, {state.Request!.Source} {found.Source.InWords()}, and {state.Request.Destination} {found.Destination.InWords()}.";

    private static string Loss(SagaState state, SagaInput.Inspected found) =>
        $"{Doubts(state)}{Says(state, found)} No complete copy of '{state.Request!.Vm}' is known to run.";
}
