namespace MigrationActors.Qemu.Launch;

/// <summary>The files of one VM on this host.</summary>
/// <param name="Folder">Absolute; the VM's own.</param>
public sealed record VmPaths(string Folder)
{
    /// <summary>What it was started from.</summary>
    public string Definition => Path.Combine(Folder, "definition.json");

    /// <summary>The id of the migration that its QEMU was started to wait for; not there where it was booted here.</summary>
    public string Incoming => Path.Combine(Folder, "incoming");

    /// <summary>Our monitor. QEMU serves one client per socket.</summary>
    public string QmpSocket => Path.Combine(Folder, "qmp.sock");

    /// <summary>A second monitor, for people, who would otherwise lock us out.</summary>
    public string HumanSocket => Path.Combine(Folder, "human.sock");

    /// <summary>Held locked by a running QEMU, so no two use one folder.</summary>
    public string PidFile => Path.Combine(Folder, "qemu.pid");

    /// <summary>What the guest writes to its serial port.</summary>
    public string ConsoleLog => Path.Combine(Folder, "console.log");

    /// <summary>What QEMU itself has to say.</summary>
    public string QemuLog => Path.Combine(Folder, "qemu.log");

    /// <summary>Everything that a VM's folder may hold.</summary>
    internal IReadOnlyList<string> All => [Definition, Incoming, QmpSocket, HumanSocket, PidFile, ConsoleLog, QemuLog];
}
