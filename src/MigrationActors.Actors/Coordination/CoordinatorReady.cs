namespace MigrationActors.Actors.Coordination;

/// <summary>From the coordinator to its guard: it has read its journal and written its epoch, and takes requests.</summary>
public sealed record CoordinatorReady
{
    public static CoordinatorReady Instance { get; } = new();
}
