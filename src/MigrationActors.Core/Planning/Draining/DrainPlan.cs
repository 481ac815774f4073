namespace MigrationActors.Core.Planning.Draining;

/// <summary>Where the VMs of a host go. Every VM is in one of the two lists.</summary>
/// <param name="Moves">The largest first.</param>
public sealed record DrainPlan(IReadOnlyList<DrainMove> Moves, IReadOnlyList<DrainStay> Stay);
