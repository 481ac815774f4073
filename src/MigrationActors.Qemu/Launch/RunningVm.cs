using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>A VM whose QEMU runs on this host; its guest may be elsewhere.</summary>
/// <param name="Pid">QEMU's process, which is not our child and outlives us.</param>
public sealed record RunningVm(VmDefinition Definition, VmPaths Paths, int Pid);
