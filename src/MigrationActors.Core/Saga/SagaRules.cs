using MigrationActors.Core.Escalation;

namespace MigrationActors.Core.Saga;

/// <summary>What an operator may tune about how a saga copes with trouble.</summary>
public sealed record SagaRules
{
    public static SagaRules Default { get; } = new();

    /// <summary>What is done about a guest that does not converge.</summary>
    public EscalationLadder Ladder { get; init; } = EscalationLadder.Default;

    /// <summary>A transfer through which nothing has passed for so long is stopped (pre-copy) or paused and recovered (post-copy).</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the VM is may stay unknown for so long; then it is decided by what is known.</summary>
    public TimeSpan OutcomePatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A paused post-copy is tried to be recovered for so long.</summary>
    public TimeSpan RecoveryPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A link that breaks more often than this does not carry a post-copy to its end.</summary>
    public int MostRecoveries { get; init; } = 20;
}
