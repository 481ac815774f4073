using System.Globalization;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>What the kernel says about memory (proc(5)): of a VM's QEMU, and of the host. In MiB; 0 where it does not say.</summary>
public static class MemoryUse
{
    private const int KiBPerMiB = 1024;

    /// <summary>
    /// What of the VM's memory has pages: what a guest never touched has none, and costs a migration next to nothing. QEMU's own few MiB are in it.
    /// </summary>
    public static int Resident(VmPaths paths, VmDefinition definition) => QemuProcess.FindPid(paths) is { } pid
        ? (int)Math.Min(definition.MemoryMiB, (Field($"/proc/{pid}/status", "RssAnon:") + Field($"/proc/{pid}/status", "RssShmem:")) / KiBPerMiB)
        : 0;

    /// <summary>What programs can still have without swapping.</summary>
    public static long Available() => Field("/proc/meminfo", "MemAvailable:") / KiBPerMiB;

    /// <returns>The field's value in KiB.</returns>
    private static long Field(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is not null && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value)
                ? value
                : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile, or is not ours to read.
            return 0;
        }
    }
}
