namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>Captured output of iproute2 6.1, and batches as they must be written.</summary>
internal static class Fixture
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
}
