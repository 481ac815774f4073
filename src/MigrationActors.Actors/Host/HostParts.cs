using MigrationActors.Actors.Network;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.Vms;

namespace MigrationActors.Actors.Host;

/// <summary>What an agent works with on its host; the real kernel and QEMU, or a test's own.</summary>
public sealed record HostParts(
    IHypervisor Hypervisor, IUplinkShaper Shaper, ICounterSource Counters, ITrafficLog TrafficLog, NetworkSettings Network, TimeProvider Time);
