using System.Globalization;
using System.Text.Json;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>The settings of a testbed's nodes, and where they are.</summary>
internal sealed class NodeFiles(TestbedNetwork testbed, IReadOnlyList<NodePlan> plan, IReadOnlyDictionary<string, string>? journal, IReadOnlyDictionary<string, object>? sagas)
{
    private const int RemotingPort = 4053;

    /// <summary>What goes under `Persistence` where nobody says otherwise: one file for all candidates, since they are on one machine.</summary>
    private readonly IReadOnlyDictionary<string, string> _journal = journal ?? new Dictionary<string, string>
    {
        ["SqliteFile"] = Path.Combine(testbed.Layout.StateFolder, "journal", "journal.db"),
    };

    /// <summary>The settings file of the node that has a host for itself.</summary>
    public static string SettingsOf(TestbedHost host) => Path.Combine(host.StateFolder, "node.json");

    public string SettingsOf(NodePlan node) => Path.Combine(FolderOf(node), "node.json");

    public async Task WriteAsync(NodePlan node, CancellationToken cancellation)
    {
        Directory.CreateDirectory(FolderOf(node));
        await File.WriteAllTextAsync(SettingsOf(node), Settings(node), cancellation).ConfigureAwait(false);
        File.Copy(Path.Combine(ProgramBuild.Root, "cluster-config", "akka.conf"), Path.Combine(FolderOf(node), "akka.conf"), overwrite: true);
    }

    private string FolderOf(NodePlan node)
    {
        var folder = testbed.Host(node.Host).StateFolder;
        return node.Name == node.Host ? folder : Path.Combine(folder, node.Name);
    }

    private string Settings(NodePlan node) => JsonSerializer.Serialize(new
    {
        node.Name,
        Address = node.AddressIn(testbed.Layout).ToString(),
        Port = RemotingPort,
        node.Roles,
        Seeds = plan.Where(n => n.IsCandidate).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.AddressIn(testbed.Layout)}:{RemotingPort}")),
        Link = new { Mbps = testbed.LinkRate.Value },
        Vms = new { Directory = testbed.Host(node.Host).VmFolder, FirstPort = MigrationPorts.First, LastPort = MigrationPorts.Last },
        State = new { Directory = Path.Combine(FolderOf(node), "state") },
        Sagas = sagas,
        Logs = new { Directory = Path.Combine(FolderOf(node), "log") },
        Persistence = _journal,
    });
}
