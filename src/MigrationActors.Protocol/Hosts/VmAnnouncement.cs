using MigrationActors.Core;
using MigrationActors.Core.Sla;

namespace MigrationActors.Protocol.Hosts;

/// <summary>A VM as its host sees it.</summary>
/// <param name="State">QEMU's run state (<c>running</c>, <c>paused</c>, <c>inmigrate</c>, …), or <c>unreachable</c> where QMP does not answer.</param>
/// <param name="Out">What the VM sends (its tap's rx), mean over the window.</param>
/// <param name="In">What the VM receives.</param>
/// <param name="Sla">Bounds that the definition states, if any.</param>
/// <param name="StorageAddresses">The NFS servers that hold its disks.</param>
/// <param name="Workload">The workload type that the definition states, if any.</param>
/// <param name="ResidentMiB">What of its memory is in use: about what a migration has to send. 0 where it is not known.</param>
/// <param name="MigrationId">The migration that its QEMU was started to wait for, and by which the VM may have arrived; null where it was booted here.</param>
public sealed record VmAnnouncement(
    string Name,
    string State,
    int MemoryMiB,
    Mbps Out,
    Mbps In,
    SlaBounds? Sla,
    WorkloadType? Workload,
    IReadOnlyList<string> StorageAddresses,
    string? MigrationId = null,
    int ResidentMiB = 0)
{
    public const string Running = "running";

    /// <summary>The state of a QEMU that waits for its VM.</summary>
    public const string Awaiting = "inmigrate";

    /// <summary>The state of a VM whose QMP does not answer.</summary>
    public const string Unreachable = "unreachable";
}
