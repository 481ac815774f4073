namespace MigrationActors.Actors.Coordination;

/// <summary>From the coordinator to its guard: it stops, because its journal could not be read or written.</summary>
/// <param name="Reason">What the database said.</param>
public sealed record CoordinatorTroubled(string Reason);
