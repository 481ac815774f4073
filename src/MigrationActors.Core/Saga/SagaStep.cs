namespace MigrationActors.Core.Saga;

/// <summary>A decision of the saga: persist the events, then answer and act.</summary>
public sealed record SagaStep(SagaReply Reply, IReadOnlyList<SagaEvent> Events, IReadOnlyList<SagaEffect> Effects)
{
    public static SagaStep Nothing { get; } = new(SagaReply.Taken, [], []);

    public static SagaStep Refuse(string sentence) => new(new SagaReply(sentence), [], []);

    public static SagaStep Of(SagaEvent happened, params SagaEffect[] effects) => new(SagaReply.Taken, [happened], effects);

    public static SagaStep Of(IReadOnlyList<SagaEvent> happened, params SagaEffect[] effects) => new(SagaReply.Taken, happened, effects);

    public static SagaStep Act(params SagaEffect[] effects) => new(SagaReply.Taken, [], effects);
}
