namespace MigrationActors.Qemu.Vms;

/// <summary>A disk that both hosts of a migration reach under the same name.</summary>
public sealed record VmDisk(DiskSource Source, DiskFormat Format);
