namespace MigrationActors.Actors.Coordination;

/// <summary>The singleton's own stop message: it stops with its sagas; another node takes over from the journal.</summary>
public sealed record StopCoordinator
{
    public static StopCoordinator Instance { get; } = new();
}
