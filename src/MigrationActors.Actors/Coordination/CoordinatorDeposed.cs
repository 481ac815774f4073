namespace MigrationActors.Actors.Coordination;

/// <summary>From the coordinator to its guard: it found in its journal that another node's coordinator has taken over meanwhile.</summary>
/// <param name="Epoch">The other one's.</param>
public sealed record CoordinatorDeposed(long Epoch);
