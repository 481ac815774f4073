using MigrationActors.Core;

namespace MigrationActors.Protocol.Hosts;

/// <summary>
/// What a host's agent tells the coordinator every second: that it lives, and its traffic profile. The sender is the agent.
/// </summary>
/// <param name="Host">The host's name: what people call it.</param>
/// <param name="Address">The address that migration traffic uses.</param>
/// <param name="Roles">The node's cluster roles.</param>
/// <param name="Link">The capacity of the uplink, each way.</param>
/// <param name="Control">What of it migrations and applications do not get while rules are up: the cluster's own traffic, and headroom.</param>
/// <param name="Out">The uplink's mean rate over the window, leaving the host.</param>
/// <param name="In">The same, arriving.</param>
/// <param name="PostCopyObstacle">Why this host's QEMU cannot do post-copy, or null where it can.</param>
/// <param name="FreeMemoryMiB">What the kernel says programs can still have; 0 where it does not say.</param>
public sealed record HostAnnouncement(
    string Host,
    string Address,
    IReadOnlyList<string> Roles,
    Mbps Link,
    Mbps Control,
    Mbps Out,
    Mbps In,
    string? QemuVersion,
    string? PostCopyObstacle,
    IReadOnlyList<VmAnnouncement> Vms,
    long FreeMemoryMiB = 0) : IWireMessage
{
    public const string HostRole = "host";
    public const string StorageRole = "storage";
    public const string CoordinatorRole = "coordinator";
}
