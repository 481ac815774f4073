using System.Globalization;
using System.Runtime.InteropServices;

namespace MigrationActors.Cli.Doctor;

/// <summary>What /proc, /dev and /usr tell.</summary>
/// <param name="root">Normally <c>/</c>.</param>
internal sealed class MachineFiles(string root)
{
    private static readonly string[] ModuleFolders = ["usr/lib", "usr/lib64", "usr/local/lib"];

    // As the kernel cuts them: 15 characters.
    private static readonly HashSet<string> KnownClockDaemons = ["chronyd", "ntpd", "systemd-timesyn", "ptp4l", "phc2sys"];

    /// <returns>0 where /proc does not tell.</returns>
    public ulong EffectiveCapabilities()
    {
        var line = ReadLines("proc/self/status").FirstOrDefault(l => l.StartsWith("CapEff:", StringComparison.Ordinal));
        return line is not null && ulong.TryParse(line["CapEff:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
    }

    /// <returns>Whether all may; null where the kernel has no userfaultfd.</returns>
    public bool? UserfaultfdForAll() => ReadLines("proc/sys/vm/unprivileged_userfaultfd") is [var value, ..] ? value.Trim() == "1" : null;

    /// <summary>Opens and closes it again, which has no effect on the devices asked about.</summary>
    public DeviceState Device(string path)
    {
        var full = Path.Combine(root, path);
        try
        {
            using var handle = File.OpenHandle(full, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return DeviceState.Opens;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return DeviceState.Absent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DeviceState.Closed;
        }
    }

    /// <summary>Whether the file of QEMU's nfs driver is in one of the folders distributions use.</summary>
    public bool HasNfsModule() => ModuleFolders.Select(f => Path.Combine(root, f)).Where(Directory.Exists)
        .SelectMany(f => Directory.EnumerateDirectories(f).Prepend(f))
        .Any(f => File.Exists(Path.Combine(f, "qemu", "block-nfs.so")) || (Path.GetFileName(f) == "qemu" && File.Exists(Path.Combine(f, "block-nfs.so"))));

    public IReadOnlyList<string> ClockDaemons() =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(root, "proc"))
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(folder => ReadLines(Path.Combine(folder, "comm")).FirstOrDefault() ?? "")
            .Where(KnownClockDaemons.Contains)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Shared runtimes lie side by side: shared/Microsoft.NETCore.App/VERSION and shared/Microsoft.AspNetCore.App/VERSION.</summary>
    public static bool HasWebRuntime()
    {
        var release = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        if (Path.GetFileName(Path.GetDirectoryName(release)) != "Microsoft.NETCore.App")
        {
            // Published with its runtime, and so is migrationd.
            return true;
        }

        var web = Path.Combine(release, "..", "..", "Microsoft.AspNetCore.App");
        return Directory.Exists(web)
            && Directory.EnumerateDirectories(web).Any(v => Path.GetFileName(v).StartsWith($"{Environment.Version.Major}.", StringComparison.Ordinal));
    }

    private string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, not ours to read, or a process that has just ended.
            return [];
        }
    }
}
