using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo.Measuring;

/// <summary>Which processes live in a testbed's namespaces, found by the namespaces' numbers: also when their names are gone.</summary>
public sealed class NamespaceProcesses
{
    private readonly HashSet<string> _namespaces;

    private NamespaceProcesses(HashSet<string> namespaces) => _namespaces = namespaces;

    /// <summary>To be made while the testbed is up.</summary>
    public static NamespaceProcesses Of(TestbedLayout layout) => new([.. layout.Namespaces.Select(n =>
        NamespaceThread.InNetwork(n.Name, () => new FileInfo("/proc/thread-self/ns/net").LinkTarget!))]);

    public int Count() => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Count(folder => NamespaceOf(folder) is { } name && _namespaces.Contains(name));

    private static string? NamespaceOf(string folder)
    {
        try
        {
            return new FileInfo(Path.Combine(folder, "ns", "net")).LinkTarget;
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }
}
