using System.Text.RegularExpressions;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Guests;

/// <summary>
/// The guest's whole system: busybox, the virtio drivers, iperf3 with its libraries, our init and guestd. Not compressed,
/// because QEMU loads it faster than an emulated CPU unpacks it.
/// </summary>
internal static partial class Initramfs
{
    internal const string FileName = "initrd.img";

    /// <summary>To be raised when this file changes what it makes from the same sources.</summary>
    internal const int RecipeVersion = 1;

    // In the order in which they can be loaded; see the README.
    private static readonly string[] Modules =
    [
        "drivers/virtio/virtio_ring.ko", "drivers/virtio/virtio.ko", "drivers/virtio/virtio_pci_legacy_dev.ko",
        "drivers/virtio/virtio_pci_modern_dev.ko", "drivers/virtio/virtio_pci.ko", "net/core/failover.ko",
        "drivers/net/net_failover.ko", "drivers/net/virtio_net.ko", "drivers/block/virtio_blk.ko",
    ];

    private static string GuestFolder => Path.Combine(AppContext.BaseDirectory, "guest");

    private static string Guestd => Path.Combine(GuestFolder, "guestd.c");

    private static string Init => Path.Combine(GuestFolder, "init");

    /// <summary>The files that go into the image, apart from the kernel's.</summary>
    internal static IEnumerable<string> Sources => [Guestd, Init, ProgramPath.Find("busybox"), ProgramPath.Find("iperf3")];

    /// <summary>Builds the image as <see cref="FileName"/> in <paramref name="target"/>.</summary>
    internal static async Task BuildAsync(GuestKernel kernel, string target, CancellationToken cancellation)
    {
        var root = Path.Combine(target, "root");
        Copy(Init, Path.Combine(root, "init"), executable: true);
        Copy(ProgramPath.Find("busybox"), Path.Combine(root, "bin", "busybox"), executable: true);
        await BuildStep.RunAsync("gcc", ["-static", "-O2", "-pthread", "-o", Path.Combine(root, "bin", "guestd"), Guestd], null, cancellation).ConfigureAwait(false);
        foreach (var (module, index) in Modules.Select((module, index) => (module, index)))
        {
            Copy(Path.Combine(kernel.Modules, "kernel", module), Path.Combine(root, "modules", $"{index:00}-{Path.GetFileName(module)}"), executable: false);
        }

        var iperf = ProgramPath.Find("iperf3");
        Copy(iperf, Path.Combine(root, "usr", "bin", "iperf3"), executable: true);
        var libraries = await BuildStep.RunAsync("ldd", [iperf], null, cancellation).ConfigureAwait(false);
        foreach (var library in Library().Matches(libraries).Select(match => match.Value))
        {
            Copy(library, root + library, executable: true);
        }

        var entries = Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal);
        await BuildStep.RunAsync(
            "cpio",
            ["--create", "--quiet", "--format=newc", "--owner=0:0", "--directory", root, "-O", Path.Combine(target, FileName)],
            string.Join('\n', entries) + '\n',
            cancellation).ConfigureAwait(false);
        Directory.Delete(root, recursive: true);
    }

    private static void Copy(string from, string to, bool executable)
    {
        if (!File.Exists(from))
        {
            throw new TestbedException($"Making the guest's image failed: {from} is not there. Has the package been installed completely?");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode runnable = readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(to, executable ? runnable : readable);
    }

    [GeneratedRegex(@"/\S+\.so[.0-9]*")]
    private static partial Regex Library();
}
