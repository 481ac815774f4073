using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Gang;

/// <summary>What the rules for several VMs look at.</summary>
/// <param name="Vms">The class of the VMs' traffic summed up: "the VMs are inbound".</param>
public sealed record GangTraffic(TrafficClass Source, TrafficClass Destination, TrafficClass Vms);
