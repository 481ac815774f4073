namespace MigrationActors.Qemu.Launch;

/// <summary>How QEMU is started and ended on this host.</summary>
public sealed record QemuSettings
{
    public static QemuSettings Default { get; } = new();

    /// <summary>The program, looked up in PATH where it is no path.</summary>
    public string Program { get; init; } = "qemu-system-x86_64";

    /// <summary>QEMU's seccomp filter. Off only for a QEMU that was built without it.</summary>
    public bool Sandbox { get; init; } = true;

    /// <summary>How long a QEMU may take to end by itself before it is killed. Longer than zero.</summary>
    public TimeSpan QuitGrace { get; init; } = TimeSpan.FromSeconds(5);
}
