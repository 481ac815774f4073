using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MigrationActors.Qemu.Vms;

/// <summary>Where a disk's image is: nfs://host/path, or an absolute path (a device where it lies under /dev/).</summary>
public sealed partial record DiskSource
{
    public const string Rule = "nfs://HOST/PATH or an absolute path, without control characters, commas, quotes, backslashes or '..'";

    private DiskSource(string text, string? server, string path) => (Text, NfsServer, Path) = (text, server, path);

    /// <summary>As the definition states it.</summary>
    public string Text { get; }

    /// <summary>The NFS server's name or address, without the brackets of IPv6; null for a local path.</summary>
    public string? NfsServer { get; }

    public string Path { get; }

    public bool IsDevice => NfsServer is null && Path.StartsWith("/dev/", StringComparison.Ordinal);

    public static bool TryParse(string? text, [NotNullWhen(true)] out DiskSource? source)
    {
        source = null;
        if (text is null)
            return false;

        var nfs = Nfs().Match(text);
        if (nfs.Success && AbsolutePath.IsValid(nfs.Groups["path"].Value))
            source = new DiskSource(text, nfs.Groups["host"].Value.Trim('[', ']'), nfs.Groups["path"].Value);
        else if (AbsolutePath.IsValid(text))
            source = new DiskSource(text, null, text);
        return source is not null;
    }

    public override string ToString() => Text;

    [GeneratedRegex(@"\Anfs://(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?<path>/.*)\z", RegexOptions.Singleline)]
    private static partial Regex Nfs();
}
