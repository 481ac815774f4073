using System.Security.Cryptography;
using System.Text;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Guests;

/// <summary>The kernel and initramfs that test guests boot. Made once, and kept in a cache by what they were made from.</summary>
/// <param name="Kernel">Absolute path.</param>
/// <param name="Initrd">Absolute path.</param>
public sealed record GuestImage(string Kernel, string Initrd)
{
    private const string CacheVariable = "MIGRATION_ACTORS_TESTBED_CACHE";
    private const string DefaultCache = "/var/cache/migration-actors-testbed";
    private static readonly string[] Programs = ["apt-get", "apt-cache", "dpkg", "busybox", "iperf3", "gcc", "cpio", "ldd"];

    /// <summary>The image, made now where the cache lacks it: a download of 27 MB and some seconds.</summary>
    /// <exception cref="TestbedException">A program is missing, or a step failed; the message says which.</exception>
    public static async Task<GuestImage> EnsureAsync(CancellationToken cancellation = default)
    {
        ProgramPath.Require(Programs);
        var cache = Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } chosen ? Path.GetFullPath(chosen) : DefaultCache;
        Directory.CreateDirectory(cache);

        var kernel = await GuestKernel.EnsureAsync(cache, cancellation).ConfigureAwait(false);
        var key = await KeyAsync(kernel, cancellation).ConfigureAwait(false);
        var folder = Path.Combine(cache, "initrd-" + key);
        await CacheFolder.EnsureAsync(folder, target => Initramfs.BuildAsync(kernel, target, cancellation)).ConfigureAwait(false);
        return new GuestImage(kernel.File, Path.Combine(folder, Initramfs.FileName));
    }

    /// <summary>All that goes into the image, and the recipe's version.</summary>
    private static async Task<string> KeyAsync(GuestKernel kernel, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Initramfs.RecipeVersion} {kernel.Package} "));
        foreach (var file in Initramfs.Sources)
        {
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false));
        }

        const int keyLength = 16;
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..keyLength];
    }
}
