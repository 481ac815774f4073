namespace MigrationActors.Simulation.Scene;

/// <summary>Where the machines of a run keep their files: in memory where there is such a place, because agents wait for their disk.</summary>
internal static class Disks
{
    private const string InMemory = "/dev/shm";

    public static DirectoryInfo Create() => Directory.Exists(InMemory)
        ? Directory.CreateDirectory(Path.Combine(InMemory, $"simulate-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("simulate-");
}
