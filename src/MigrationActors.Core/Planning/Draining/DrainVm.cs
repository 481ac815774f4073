using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning.Draining;

/// <summary>A VM on the host that is drained.</summary>
/// <param name="MemoryMiB">What it may use at most, 0 or more: the destination has to have that much.</param>
/// <param name="SlaLower">What its application must keep.</param>
/// <param name="Obstacle">Why it cannot be moved at all, in a sentence; null where it can.</param>
public sealed record DrainVm(string Name, long MemoryMiB, TrafficRate Traffic, Mbps SlaLower, string? Obstacle);
