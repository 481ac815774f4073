using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Launch;

/// <summary>What this host's QEMU can do.</summary>
/// <param name="Version">Null where QEMU does not start.</param>
/// <param name="Obstacle">Why post-copy does not work, in QEMU's words, and what to do; null where it does.</param>
public sealed record QemuProbeResult(QemuVersion? Version, string? Obstacle)
{
    public bool SupportsPostCopy => Obstacle is null;
}
