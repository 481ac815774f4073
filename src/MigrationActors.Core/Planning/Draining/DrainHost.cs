namespace MigrationActors.Core.Planning.Draining;

/// <summary>A host that may take VMs: a hypervisor that answers and is not itself being drained.</summary>
/// <param name="Allocatable">What migrations and applications share on its link, each way.</param>
/// <param name="In">What its applications receive.</param>
/// <param name="FreeMemoryMiB">What is free now; what is on its way to it already counts as used.</param>
public sealed record DrainHost(string Name, Mbps Allocatable, Mbps In, long FreeMemoryMiB);
