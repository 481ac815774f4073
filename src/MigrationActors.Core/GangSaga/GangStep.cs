namespace MigrationActors.Core.GangSaga;

/// <summary>A decision of the gang: persist the events, then act.</summary>
public sealed record GangStep(IReadOnlyList<GangEvent> Events, IReadOnlyList<GangEffect> Effects)
{
    public static GangStep Nothing { get; } = new([], []);
}
