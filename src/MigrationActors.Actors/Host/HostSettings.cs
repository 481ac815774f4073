using System.Net;
using MigrationActors.Actors.Shaping;

namespace MigrationActors.Actors.Host;

/// <summary>What an agent knows of its own host.</summary>
/// <param name="Address">The address that migrations arrive at and leave from.</param>
/// <param name="UplinkIndex">The kernel's number of the uplink: it outlives a rename.</param>
/// <param name="Ports">The ports that incoming migrations may listen on.</param>
/// <param name="StateFolder">Where the agent keeps what it has to know after a restart, of itself or of the host.</param>
public sealed record HostSettings(
    string Name, IPAddress Address, IReadOnlyList<string> Roles, int UplinkIndex, LinkCapacity Capacity, IReadOnlyList<int> Ports, string StateFolder)
{
    public TimeSpan AnnounceInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the VM folder is looked through for VMs that somebody else started.</summary>
    public TimeSpan DiscoveryInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What could not be cleared away is tried again after this time.</summary>
    public TimeSpan SweepPause { get; init; } = TimeSpan.FromSeconds(10);
}
