using MigrationActors.Core.Forecasting;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Sagas;

/// <summary>What the coordinator knows of a migration besides its request, for who asks.</summary>
/// <param name="Gang">The gang it is a member of, or null.</param>
/// <param name="Waited">Since when and why it waited before it began, or null.</param>
/// <param name="Predicted">What it was expected to take when it began, or null.</param>
public sealed record SagaOrigin(string? Gang, Forecast? Predicted, HistoryView? Waited = null)
{
    public static SagaOrigin None { get; } = new(null, null);
}
