using MigrationActors.Qemu.Commands;

namespace MigrationActors.Chaos.Looking;

/// <summary>A QEMU of the guest on a host.</summary>
/// <param name="State">As its monitor for people says; null where that does not answer.</param>
public sealed record QemuOfGuest(string Host, int Pid, VmStatus? State)
{
    public bool IsRunning => State is { Running: true };

    public override string ToString() => $"a QEMU ({Pid}) on '{Host}', {State?.Raw ?? "silent"}";
}
