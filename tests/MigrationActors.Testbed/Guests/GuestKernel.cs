using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Guests;

/// <summary>
/// Debian's kernel for virtual machines, unpacked into the cache. It is never installed: that would put it into this
/// machine's own /boot.
/// </summary>
/// <param name="Package">Name and version.</param>
/// <param name="File">The kernel that QEMU boots.</param>
/// <param name="Modules">The folder of its modules, up to and including the version.</param>
internal sealed record GuestKernel(string Package, string File, string Modules)
{
    private const string MetaPackage = "linux-image-cloud-amd64";
    private const string FolderPrefix = "kernel-";

    /// <exception cref="TestbedException">It is not in the cache and cannot be downloaded.</exception>
    internal static async Task<GuestKernel> EnsureAsync(string cache, CancellationToken cancellation)
    {
        // Any kernel will do, so what is there is used: no question to the network, and no new image with each update.
        var folder = Directory.EnumerateDirectories(cache, FolderPrefix + "*").Where(path => !path.Contains(CacheFolder.DraftMark, StringComparison.Ordinal)).Max(StringComparer.Ordinal);
        if (folder is null)
        {
            var package = await PackageAsync(cancellation).ConfigureAwait(false);
            folder = Path.Combine(cache, FolderPrefix + package);
            await CacheFolder.EnsureAsync(folder, target => UnpackAsync(package, target, cancellation)).ConfigureAwait(false);
        }

        return Describe(folder);
    }

    private static async Task<string> PackageAsync(CancellationToken cancellation)
    {
        var depends = await BuildStep.RunAsync("apt-cache", ["depends", "--no-recommends", "--no-suggests", MetaPackage], null, cancellation).ConfigureAwait(false);
        const string label = "Depends: ";
        return depends.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(label, StringComparison.Ordinal)).Select(line => line[label.Length..]).FirstOrDefault()
            ?? throw new TestbedException($"apt knows no package {MetaPackage}, which names the guest's kernel. Run 'apt-get update', on Debian.");
    }

    private static async Task UnpackAsync(string package, string target, CancellationToken cancellation)
    {
        // apt-get downloads into the current folder, and `env --chdir` sets that for it alone.
        await BuildStep.RunAsync("env", ["--chdir", target, "apt-get", "download", "-q", package], null, cancellation).ConfigureAwait(false);
        var file = Directory.EnumerateFiles(target, "*.deb").Single();
        await BuildStep.RunAsync("dpkg", ["-x", file, target], null, cancellation).ConfigureAwait(false);
        System.IO.File.Delete(file);
    }

    private static GuestKernel Describe(string folder)
    {
        var kernel = Directory.EnumerateFiles(Path.Combine(folder, "boot"), "vmlinuz-*").Single();
        var modules = Directory.EnumerateDirectories(Path.Combine(folder, "lib", "modules")).Single();
        return new GuestKernel(Path.GetFileName(folder), kernel, modules);
    }
}
