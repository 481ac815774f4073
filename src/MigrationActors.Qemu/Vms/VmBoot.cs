namespace MigrationActors.Qemu.Vms;

/// <summary>A Linux kernel that QEMU boots directly. Only read at the first start: a destination gets it with the memory.</summary>
/// <param name="Append">The kernel's command line.</param>
public sealed record VmBoot(string Kernel, string? Initrd, string? Append);
