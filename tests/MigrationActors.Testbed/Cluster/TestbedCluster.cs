using System.Diagnostics;
using System.Text.Json;
using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>
/// The product on a testbed: a migrationd on each host, each in its own network namespace, as on four machines. The
/// coordinator is on the external peer, so the hosts' links carry its commands.
/// </summary>
public sealed class TestbedCluster : IAsyncDisposable
{
    private const int RemotingPort = 4053;
    private const double HeardRounding = 0.1;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    /// <summary>Figure 4: two hypervisors, their storage, and a coordinator.</summary>
    public static readonly IReadOnlyList<NodePlan> FigureFour =
    [
        new(TestbedLayout.External, ["coordinator"]),
        new(TestbedLayout.Source, ["host"]),
        new(TestbedLayout.Destination, ["host"]),
        new(TestbedLayout.Nfs, ["storage"]),
    ];

    private readonly TestbedNetwork _testbed;
    private readonly Dictionary<string, OwnedProcess> _nodes = new(StringComparer.Ordinal);

    private TestbedCluster(TestbedNetwork testbed)
    {
        _testbed = testbed;
        Coordinator = new CoordinatorClient(testbed.Host(TestbedLayout.External));
    }

    /// <summary>The HTTP API, as a program on the external peer reaches it.</summary>
    public CoordinatorClient Coordinator { get; }

    /// <summary>Starts the nodes and returns when the coordinator hears every host.</summary>
    /// <exception cref="TestbedException">A node ended, or did not come up in time; with the end of its log.</exception>
    public static async Task<TestbedCluster> StartAsync(TestbedNetwork testbed, CancellationToken cancellation = default)
    {
        var cluster = new TestbedCluster(testbed);
        foreach (var node in FigureFour)
        {
            await cluster.StartNodeAsync(node, cancellation).ConfigureAwait(false);
        }

        await cluster.WaitUntilHeardAsync(cancellation).ConfigureAwait(false);
        return cluster;
    }

    /// <summary>A node's process, to look at, or to kill.</summary>
    public OwnedProcess Node(string host) => _nodes[host];

    public string LogOf(string host) => File.ReadAllText(Node(host).LogFile);

    public async Task StartNodeAsync(NodePlan node, CancellationToken cancellation = default)
    {
        var host = _testbed.Host(node.Host);
        var settings = SettingsOf(host);
        await File.WriteAllTextAsync(settings, Settings(host, node), cancellation).ConfigureAwait(false);
        File.Copy(Path.Combine(ProgramBuild.Root, "cluster-config", "akka.conf"), Path.Combine(host.StateFolder, "akka.conf"), overwrite: true);
        _nodes[node.Host] = await host.StartAsync(
            "migrationd", [.. node.Through, .. CommandOf(host)], cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends a node and starts another in its place; returns when the coordinator hears the new one. Guests go on meanwhile.</summary>
    /// <param name="node">Not the coordinator's.</param>
    /// <exception cref="TestbedException">It ended, or was not heard in time.</exception>
    public async Task ReplaceNodeAsync(NodePlan node, CancellationToken cancellation = default)
    {
        await Node(node.Host).StopAsync(StopGrace, cancellation).ConfigureAwait(false);
        var since = Stopwatch.StartNew();
        await StartNodeAsync(node, cancellation).ConfigureAwait(false);
        await Until.TrueAsync(
            async token =>
            {
                EnsureAllRun();
                // Younger than the new node, and with what it found out about its QEMU: an answer of its own.
                return (await Coordinator.TryHostsAsync(token).ConfigureAwait(false))?.Hosts.Any(h =>
                    h.Name == node.Host && h.SecondsSinceHeard < since.Elapsed.TotalSeconds - HeardRounding && KnowsItself(h)) == true;
            },
            StartTimeout,
            () => $"The new node on '{node.Host}' was not heard within {StartTimeout.TotalSeconds} s. Its log: {Node(node.Host).LogFile}",
            cancellation).ConfigureAwait(false);
    }

    /// <summary>The command line of the node on a host, to be run by hand there.</summary>
    public static IReadOnlyList<string> CommandOf(TestbedHost host) =>
        [.. ProgramBuild.Command("MigrationActors.Node", "migrationd"), "--config", SettingsOf(host)];

    public async ValueTask DisposeAsync()
    {
        // Hosts first: a coordinator that is still there hears them leave.
        foreach (var node in FigureFour.Reverse().Where(n => _nodes.ContainsKey(n.Host)))
        {
            await _nodes[node.Host].StopAsync(StopGrace).ConfigureAwait(false);
        }

        Coordinator.Dispose();
    }

    private static string SettingsOf(TestbedHost host) => Path.Combine(host.StateFolder, "node.json");

    private static bool KnowsItself(HostView host) => host.QemuVersion is not null || host.Roles.Contains("storage");

    private string Settings(TestbedHost host, NodePlan node) => JsonSerializer.Serialize(new
    {
        Name = host.Name,
        Address = host.Address.ToString(),
        Port = RemotingPort,
        node.Roles,
        Seeds = new[] { $"{_testbed.Host(TestbedLayout.External).Address}:{RemotingPort}" },
        Link = new { Mbps = _testbed.LinkRate.Value },
        Vms = new { Directory = host.VmFolder, FirstPort = MigrationPorts.First, LastPort = MigrationPorts.Last },
        State = new { Directory = Path.Combine(host.StateFolder, "state") },
        Logs = new { Directory = Path.Combine(host.StateFolder, "log") },
        Persistence = new { SqliteFile = Path.Combine(host.StateFolder, "journal.db") },
    });

    private Task WaitUntilHeardAsync(CancellationToken cancellation)
    {
        var expected = FigureFour.Where(n => !n.Roles.Contains("coordinator")).Select(n => n.Host).ToHashSet(StringComparer.Ordinal);
        return Until.TrueAsync(
            async token =>
            {
                EnsureAllRun();
                return await Coordinator.TryHostsAsync(token).ConfigureAwait(false) is { } hosts
                    && expected.IsSubsetOf(hosts.Hosts.Where(h => h.Reachable && KnowsItself(h)).Select(h => h.Name));
            },
            StartTimeout,
            () => $"The cluster was not complete within {StartTimeout.TotalSeconds} s. Logs: {string.Join(", ", _nodes.Values.Select(n => n.LogFile))}",
            cancellation);
    }

    private void EnsureAllRun()
    {
        if (_nodes.FirstOrDefault(n => !n.Value.IsRunning) is { Value: { } dead } entry)
        {
            throw new TestbedException($"The node on '{entry.Key}' ended. Its log {dead.LogFile} says:\n{string.Join('\n', File.ReadLines(dead.LogFile).TakeLast(15))}");
        }
    }
}
