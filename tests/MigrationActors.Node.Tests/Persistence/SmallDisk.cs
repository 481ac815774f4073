using MigrationActors.Processes;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>A file system of one mebibyte, which can be filled up.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Bytes = 1024 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ma-disk-");

    public string Folder => _folder.FullName;

    private string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<SmallDisk> MountAsync()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "Only root can mount a file system.");
        var disk = new SmallDisk();
        var mounted = await CommandRunner.Instance.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={Bytes}", "tmpfs", disk.Folder]);
        if (!mounted.Succeeded)
        {
            disk._folder.Delete();
            Skip.If(true, $"This machine mounts no tmpfs: {mounted.Complaint}");
        }

        return disk;
    }

    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            for (var written = 0; written < Bytes; written += page.Length)
            {
                ballast.Write(page);
            }
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        var unmounted = await CommandRunner.Instance.RunAsync("umount", [Folder]);
        unmounted.Succeeded.ShouldBeTrue(unmounted.Complaint);
        _folder.Delete();
    }
}
