namespace MigrationActors.Qemu.Launch;

/// <summary>What a look into the VM directory found.</summary>
/// <param name="Problems">A sentence for each folder whose QEMU runs, but whose definition cannot be used.</param>
public sealed record VmInventory(IReadOnlyList<RunningVm> Running, IReadOnlyList<string> Problems);
