namespace MigrationActors.Testbed.Cluster;

/// <summary>A node of the product on one of the testbed's hosts.</summary>
/// <param name="Host">src, dst, nfs or ext.</param>
/// <param name="Roles">host, storage, coordinator.</param>
public sealed record NodePlan(string Host, IReadOnlyList<string> Roles);
