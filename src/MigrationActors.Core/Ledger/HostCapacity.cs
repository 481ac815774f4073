namespace MigrationActors.Core.Ledger;

/// <summary>What one host's link has for migrations and applications together, each way.</summary>
/// <param name="Allocatable">The link less the cluster's own guaranteed class, above 0.</param>
public sealed record HostCapacity(string Host, Mbps Allocatable);
