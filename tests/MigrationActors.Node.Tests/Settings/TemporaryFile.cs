namespace MigrationActors.Node.Tests.Settings;

/// <summary>A file of its own folder that goes with the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-tests-");

    public TemporaryFile(string name, string content) => File.WriteAllText(Path = System.IO.Path.Combine(_folder.FullName, name), content);

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
