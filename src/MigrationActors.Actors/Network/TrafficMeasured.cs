using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Network;

/// <summary>From the tracker to its agent: the rates of all interfaces over the window.</summary>
public sealed record TrafficMeasured(IReadOnlyList<InterfaceRate> Rates);
