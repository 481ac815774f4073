using System.Text;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>
/// The folder in which a host keeps its VMs, one folder each. The files are all there is to know, so an agent that starts anew finds
/// the VMs that outlived it. For the owner's eyes only: who reaches a monitor socket owns the guest.
/// </summary>
public sealed class VmDirectory
{
    // sockaddr_un has 108 bytes, and the last one ends the text.
    private const int MaxSocketPathBytes = 107;
    private const int LastWordsBytes = 2048;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _root;

    /// <param name="root">An absolute path; created when the first VM is.</param>
    /// <exception cref="ArgumentException">The path cannot be used.</exception>
    public VmDirectory(string root)
    {
        // QEMU's -D reads % as a pattern.
        if (!Path.IsPathRooted(root) || root.Any(c => char.IsControl(c) || c == '%'))
            throw new ArgumentException($"The VM directory '{root}' must be an absolute path without control characters or '%'; change the setting.", nameof(root));
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    }

    /// <exception cref="QemuLaunchException">The VM's sockets would have paths that Linux does not allow.</exception>
    public VmPaths PathsOf(VmName name)
    {
        var paths = new VmPaths(Path.Combine(_root, name.Value));
        var length = Encoding.UTF8.GetByteCount(paths.HumanSocket);
        return length <= MaxSocketPathBytes
            ? paths
            : throw new QemuLaunchException(
                $"The socket path '{paths.HumanSocket}' has {length} bytes, but Linux allows {MaxSocketPathBytes}. Use a shorter VM directory, or a shorter VM name.");
    }

    /// <returns>The VM, or null where its QEMU does not run here.</returns>
    /// <exception cref="InvalidVmDefinitionException">It runs, but its stored definition cannot be used.</exception>
    public RunningVm? Find(VmName name)
    {
        var paths = PathsOf(name);
        return QemuProcess.FindPid(paths) is { } pid ? new RunningVm(ReadDefinition(paths), paths, pid) : null;
    }

    /// <summary>The VMs whose QEMU runs here. Folders of QEMUs that have ended are passed over.</summary>
    public VmInventory List()
    {
        var running = new List<RunningVm>();
        var problems = new List<string>();
        foreach (var folder in Folders())
        {
            try
            {
                if (VmName.TryParse(Path.GetFileName(folder), out var name) && Find(name) is { } vm)
                    running.Add(vm);
            }
            catch (Exception e) when (e is InvalidVmDefinitionException or QemuLaunchException)
            {
                problems.Add(e.Message);
            }
        }

        return new VmInventory(running, problems);
    }

    /// <summary>Where a QEMU that is no VM is tried out. No VM's name begins so.</summary>
    internal VmPaths ProbePaths => new(Path.Combine(_root, ".probe"));

    /// <summary>The end of what QEMU wrote to its log: why it ended, where it had something to say.</summary>
    public static string LastWords(VmPaths paths)
    {
        if (!File.Exists(paths.QemuLog))
            return "";
        using var log = File.OpenRead(paths.QemuLog);
        log.Seek(-Math.Min(log.Length, LastWordsBytes), SeekOrigin.End);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Trim();
    }

    /// <returns>The migration that the VM's QEMU was started to wait for; null where it was booted here.</returns>
    public string? IncomingOf(VmName name)
    {
        try
        {
            return File.ReadAllText(PathsOf(name).Incoming).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The VMs that have a folder here, whether their QEMU runs or not.</summary>
    public IReadOnlyList<VmName> Names() =>
        [.. Folders().Select(folder => VmName.TryParse(Path.GetFileName(folder), out var name) ? name : null).OfType<VmName>()];

    /// <summary>Removes the folders of VMs whose QEMU has ended without anybody to clear away behind it.</summary>
    /// <returns>A sentence for each folder that was removed, or that was left because not all in it is ours.</returns>
    /// <exception cref="IOException">A folder could not be removed.</exception>
    public IReadOnlyList<string> Sweep()
    {
        var starting = QemuProcess.PidFilesInUse();
        var news = new List<string>();
        foreach (var folder in Folders())
        {
            if (!VmName.TryParse(Path.GetFileName(folder), out var name))
                continue;
            var paths = new VmPaths(folder);
            if (QemuProcess.FindPid(paths) is not null || starting.Contains(paths.PidFile))
                continue;
            if (Directory.GetFileSystemEntries(folder).Except(paths.All, StringComparer.Ordinal).FirstOrDefault() is { } foreign)
            {
                news.Add($"'{folder}' was left, although no QEMU of '{name}' runs: '{foreign}' is not ours.");
                continue;
            }

            Remove(paths);
            news.Add($"'{folder}' was removed: the QEMU of '{name}' has ended.");
        }

        return news;
    }

    /// <param name="incoming">The migration it is to wait for, or null.</param>
    internal VmPaths Create(VmDefinition definition, string? incoming = null)
    {
        var paths = PathsOf(definition.Name);
        CreateFolder(paths);
        Write(paths.Definition, definition.ToJson());
        if (incoming is not null)
            Write(paths.Incoming, incoming);

        // Made here, because QEMU would make them readable for all.
        Write(paths.ConsoleLog, "");
        Write(paths.QemuLog, "");
        return paths;
    }

    internal static void CreateFolder(VmPaths paths) => Directory.CreateDirectory(paths.Folder, OwnerOnly | UnixFileMode.UserExecute);

    internal static void Remove(VmPaths paths)
    {
        if (Directory.Exists(paths.Folder))
            Directory.Delete(paths.Folder, recursive: true);
    }

    /// <summary>Takes from others what QEMU created with its own idea of permissions.</summary>
    internal static void MakePrivate(VmPaths paths)
    {
        foreach (var file in new[] { paths.QmpSocket, paths.HumanSocket, paths.PidFile }.Where(File.Exists))
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }
    }

    private IEnumerable<string> Folders() => (Directory.Exists(_root) ? Directory.GetDirectories(_root) : []).Order(StringComparer.Ordinal);

    private static VmDefinition ReadDefinition(VmPaths paths)
    {
        try
        {
            return VmDefinitionReader.Read(File.ReadAllText(paths.Definition), $"in '{paths.Definition}'");
        }
        catch (IOException e)
        {
            throw new InvalidVmDefinitionException($"in '{paths.Definition}'", [$"it cannot be read: {e.Message}"]);
        }
    }

    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
