namespace MigrationActors.Core.Escalation;

/// <param name="Rung">What is done.</param>
/// <param name="AfterPasses">After so many passes over memory, one after another, that left no less to send than before; at least 1.</param>
public sealed record EscalationStep(EscalationRung Rung, int AfterPasses)
{
    public int AfterPasses { get; } = AfterPasses >= 1
        ? AfterPasses
        : throw new ArgumentOutOfRangeException(nameof(AfterPasses), AfterPasses, "An escalation needs at least one pass without a gain.");
}
