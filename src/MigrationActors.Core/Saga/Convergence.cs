using MigrationActors.Core.Escalation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>The next step against a guest that dirties its memory as fast as it is sent.</summary>
internal static class Convergence
{
    internal static SagaStep Decide(SagaState state, SagaInput.NotConverging barren, DateTimeOffset now, SagaRules rules)
    {
        // Hybrid switches by itself, and nothing stands in the way of a post-copy.
        if (state.Phase != MigrationPhase.Transferring || state.Decision!.Technique != Technique.PreCopy
            || barren.BarrenPasses < rules.Ladder.Next(state.Escalations).AfterPasses)
        {
            return SagaStep.Nothing;
        }

        // A rung that cannot be taken here is passed over; the last always can.
        var taken = state.Escalations;
        EscalationStep step;
        do
        {
            step = rules.Ladder.Next(taken++);
        }
        while (!IsPossible(state, step.Rung));

        return Take(state, step.Rung, taken, $"{barren.BarrenPasses} passes over memory left no less to send", now);
    }

    private static bool IsPossible(SagaState state, EscalationRung rung) => rung switch
    {
        EscalationRung.RaiseRate => state.Decision!.HighestRate is { } highest && highest > state.Cap,
        EscalationRung.PostCopy => state.Decision!.PostcopyAllowed,
        _ => true,
    };

    private static SagaStep Take(SagaState state, EscalationRung rung, int taken, string why, DateTimeOffset now)
    {
        var request = state.Request!;
        switch (rung)
        {
            case EscalationRung.RaiseRate:
                var rate = state.Decision!.HighestRate!.Value;
                return SagaStep.Of(
                    new SagaEvent.Escalated(now, rung, taken, $"{why}: from {state.Cap} to {rate}, up to what the SLA's lower bound leaves.", rate),
                    new SagaEffect.AdjustTransfer(request, rate, Throttle: false));

            case EscalationRung.AutoConverge:
                return SagaStep.Of(
                    new SagaEvent.Escalated(now, rung, taken, $"{why}: the guest's CPUs are slowed down (auto-converge).", null),
                    new SagaEffect.AdjustTransfer(request, null, Throttle: true));

            case EscalationRung.PostCopy:
                return SagaStep.Of(
                    [new SagaEvent.Escalated(now, rung, taken, $"{why}: switched to post-copy.", null), new SagaEvent.PostcopyOrdered(now)],
                    new SagaEffect.StartPostcopy(request));

            default:
                return Aborts.Begin(
                    state, byUser: false, $"{why}, and nothing more can be done within the SLA: '{request.Vm}' dirties its memory faster than it can be sent.", now, AbortStep.StopTransfer);
        }
    }
}
