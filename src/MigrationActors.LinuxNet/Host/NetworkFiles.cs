using System.Globalization;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Host;

/// <summary>
/// What the kernel tells about interfaces in files. The roots are parameters because a process can look into another
/// network namespace through /proc/PID.
/// </summary>
/// <param name="ProcNetDev">The counters of all interfaces.</param>
/// <param name="SysClassNet">The folder with one entry per interface.</param>
public sealed record NetworkFiles(string ProcNetDev, string SysClassNet)
{
    /// <summary>The namespace this process runs in.</summary>
    public static NetworkFiles OfThisProcess { get; } = new("/proc/self/net/dev", "/sys/class/net");

    public bool Exists(InterfaceName name) => Directory.Exists(PathOf(name.Value));

    /// <summary>The kernel's number of an interface, which outlives a rename; null if there is none of that name (any more).</summary>
    public int? IndexOf(string name)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(PathOf(name), "ifindex"));
            return int.Parse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // Interfaces come and go at any time, also between listing them and looking at one.
            return null;
        }
    }

    public bool IsBridge(InterfaceName name) => Directory.Exists(Path.Combine(PathOf(name.Value), "bridge"));

    /// <summary>A tun or tap device.</summary>
    public bool IsTap(string name) => File.Exists(Path.Combine(PathOf(name), "tun_flags"));

    /// <summary>Whether something is at the other end: of a wire, or of a tap, where it is a program.</summary>
    public bool HasCarrier(InterfaceName name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(PathOf(name.Value), "carrier")).Trim() == "1";
        }
        catch (IOException)
        {
            // The kernel does not say for an interface that is down, and there is none of one that is gone.
            return false;
        }
    }

    /// <summary>The ports of a bridge by name, in ordinal order; none if it is no bridge.</summary>
    public IReadOnlyList<string> PortsOf(InterfaceName bridge) => NamesIn(Path.Combine(PathOf(bridge.Value), "brif"));

    /// <summary>All interfaces by name, in ordinal order.</summary>
    public IReadOnlyList<string> Interfaces() => NamesIn(SysClassNet);

    /// <summary>The bridge (or bond) an interface is a port of, or null.</summary>
    public string? MasterOf(InterfaceName name)
    {
        var link = new DirectoryInfo(Path.Combine(PathOf(name.Value), "master"));
        return link.LinkTarget is { } target ? Path.GetFileName(target) : null;
    }

    private string PathOf(string name) => Path.Combine(SysClassNet, name);

    private static List<string> NamesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
