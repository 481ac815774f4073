namespace MigrationActors.Core.Saga;

/// <summary>The answer to who gave the input; <see cref="Refusal"/> is a sentence, or null where the input was taken.</summary>
public sealed record SagaReply(string? Refusal)
{
    public static SagaReply Taken { get; } = new((string?)null);
}
