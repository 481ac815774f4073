namespace MigrationActors.Actors.Coordination;

/// <summary>The singleton's own stop message: it finishes the write under way and stops; another node takes over.</summary>
public sealed record StopCoordinator
{
    public static StopCoordinator Instance { get; } = new();
}
