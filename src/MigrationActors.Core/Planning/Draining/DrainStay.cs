namespace MigrationActors.Core.Planning.Draining;

/// <summary>A VM that stays where it is, and why.</summary>
public sealed record DrainStay(string Vm, string Reason);
