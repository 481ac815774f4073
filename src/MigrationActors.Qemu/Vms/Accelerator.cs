namespace MigrationActors.Qemu.Vms;

/// <summary>What executes the guest's code. Stated, not guessed: that /dev/kvm opens does not mean that it works.</summary>
public enum Accelerator
{
    Tcg,
    Kvm,
}
