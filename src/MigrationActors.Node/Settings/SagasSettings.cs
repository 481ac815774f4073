using MigrationActors.Core.Escalation;
using MigrationActors.Core.Saga;

namespace MigrationActors.Node.Settings;

/// <summary>How the coordinator copes with transfers that get into trouble. The same on every candidate.</summary>
public sealed record SagasSettings
{
    public const double MostSeconds = 86_400;

    /// <summary>A transfer through which nothing has passed for so long is stopped, or in post-copy paused and recovered.</summary>
    public double StallSeconds { get; init; } = SagaRules.Default.StallTimeout.TotalSeconds;

    /// <summary>Where the VM is may stay unknown for so long; then it is decided by what is known.</summary>
    public double OutcomeSeconds { get; init; } = SagaRules.Default.OutcomePatience.TotalSeconds;

    /// <summary>A paused post-copy is tried to be recovered for so long.</summary>
    public double RecoverySeconds { get; init; } = SagaRules.Default.RecoveryPatience.TotalSeconds;

    /// <summary>What is done, in this order, about a guest that does not converge; empty for the product's own ladder.</summary>
    public RungSettings[] Ladder { get; init; } = [];

    /// <summary>What is wrong with the ladder, as a sentence, or null.</summary>
    internal string? LadderProblem
    {
        get
        {
            try
            {
                _ = ToLadder();
                return null;
            }
            catch (ArgumentException e)
            {
                return e.Message;
            }
        }
    }

    public SagaRules ToRules() => new()
    {
        StallTimeout = TimeSpan.FromSeconds(StallSeconds),
        OutcomePatience = TimeSpan.FromSeconds(OutcomeSeconds),
        RecoveryPatience = TimeSpan.FromSeconds(RecoverySeconds),
        Ladder = ToLadder(),
    };

    private EscalationLadder ToLadder() =>
        Ladder.Length == 0 ? EscalationLadder.Default : new EscalationLadder(Ladder.Select(r => new EscalationStep(r.Do, r.AfterPasses)));

    /// <summary>One rung.</summary>
    public sealed record RungSettings
    {
        /// <summary>RaiseRate, AutoConverge, PostCopy or GiveUp; the last is always GiveUp.</summary>
        public EscalationRung Do { get; init; }

        /// <summary>After so many passes over memory, one after another, that left no less to send.</summary>
        public int AfterPasses { get; init; } = 5;
    }
}
