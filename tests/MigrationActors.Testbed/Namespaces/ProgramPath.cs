namespace MigrationActors.Testbed.Namespaces;

/// <summary>Where the programs are that the testbed needs, and which Debian package has them.</summary>
public static class ProgramPath
{
    private static readonly Dictionary<string, string> PackageOf = new(StringComparer.Ordinal)
    {
        ["ip"] = "iproute2",
        ["tc"] = "iproute2",
        ["ethtool"] = "ethtool",
        ["start-stop-daemon"] = "dpkg",
        ["setpriv"] = "util-linux",
        ["ganesha.nfsd"] = "nfs-ganesha",
        ["rpcbind"] = "rpcbind",
        ["qemu-img"] = "qemu-utils",
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["iperf3"] = "iperf3",
        ["busybox"] = "busybox-static",
        ["cpio"] = "cpio",
        ["gcc"] = "gcc",
        ["dpkg"] = "dpkg",
        ["ldd"] = "libc-bin",
        ["apt-get"] = "apt",
        ["apt-cache"] = "apt",
    };

    // Root's programs are not on every user's PATH, nor on every service's.
    private static readonly string[] SystemFolders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <exception cref="TestbedException">It is not on this machine; the message names the package.</exception>
    public static string Find(string program) =>
        TryFind(program) ?? throw new TestbedException(Missing([program]));

    /// <exception cref="TestbedException">Some are not on this machine; the message names all of them and their packages.</exception>
    public static void Require(params IEnumerable<string> programs)
    {
        var missing = programs.Where(program => TryFind(program) is null).ToList();
        if (missing.Count > 0)
        {
            throw new TestbedException(Missing(missing));
        }
    }

    private static string? TryFind(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string Missing(IReadOnlyList<string> programs)
    {
        var packages = programs.Select(program => PackageOf.GetValueOrDefault(program, program)).Distinct(StringComparer.Ordinal);
        return $"Not on this machine: {string.Join(", ", programs)}. Install with: apt-get install {string.Join(' ', packages)}";
    }
}
