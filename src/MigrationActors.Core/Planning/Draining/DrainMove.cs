namespace MigrationActors.Core.Planning.Draining;

/// <summary>Where a VM goes, and why there.</summary>
public sealed record DrainMove(string Vm, Decision<string> Destination);
