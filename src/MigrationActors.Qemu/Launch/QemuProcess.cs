using System.Globalization;

namespace MigrationActors.Qemu.Launch;

/// <summary>Finds the QEMU that a folder belongs to.</summary>
internal static class QemuProcess
{
    /// <returns>The pid, or null where it does not run. A number that now belongs to another program does not count.</returns>
    public static int? FindPid(VmPaths paths)
    {
        if (ReadOrNull(paths.PidFile) is not { } text || !int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
            return null;
        return Owns(pid, paths) ? pid : null;
    }

    /// <summary>Holds the QEMU of this folder, or gives null where it does not run.</summary>
    public static ProcessHandle? Open(VmPaths paths)
    {
        if (FindPid(paths) is not { } pid || ProcessHandle.Open(pid) is not { } handle)
            return null;

        // Looked at again now that the number is pinned.
        if (Owns(pid, paths))
            return handle;
        handle.Dispose();
        return null;
    }

    /// <summary>The pid files of all QEMUs on this machine, also of those that have just begun and not written theirs yet.</summary>
    public static IReadOnlySet<string> PidFilesInUse() =>
        Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(PidFileOf)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private static bool Owns(int pid, VmPaths paths) => PidFileOf(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}")) == paths.PidFile;

    // A zombie's command line is empty, so it has none.
    private static string? PidFileOf(string process)
    {
        var arguments = ReadOrNull(Path.Combine(process, "cmdline"))?.Split('\0') ?? [];
        var at = Array.IndexOf(arguments, "-pidfile");
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException || IsProcessGone(e))
        {
            return null;
        }
    }

    // Reading /proc of a process that ends meanwhile gives ESRCH.
    private static bool IsProcessGone(Exception e) => e is IOException && (e.HResult & 0xFFFF) == 3;
}
