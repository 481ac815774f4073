namespace MigrationActors.Qemu.Vms;

/// <summary>A text that cannot name a VM.</summary>
public sealed class InvalidVmNameException(string? text, string rule)
    : Exception($"'{text}' cannot name a VM: a name is {rule}.");
