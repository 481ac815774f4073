namespace MigrationActors.Qemu.Tests;

/// <summary>A folder that is gone after the test. Short, because UNIX socket paths are.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("maqemutest-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
