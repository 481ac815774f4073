namespace MigrationActors.Qemu.Vms;

/// <summary>The image formats we start. Never guessed by QEMU: a guest could write another format's header into a raw disk.</summary>
public enum DiskFormat
{
    Raw,
    Qcow2,
}
