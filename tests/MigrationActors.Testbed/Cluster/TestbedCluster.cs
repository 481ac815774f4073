using System.Diagnostics;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>
/// The product on a testbed: a migrationd on each host, each in its own network namespace, as on several machines, and as many
/// candidates for the coordinator as the plan has.
/// </summary>
public sealed class TestbedCluster : IAsyncDisposable
{
    private const double HeardRounding = 0.1;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);

    private readonly TestbedNetwork _testbed;
    private readonly NodeFiles _files;
    private readonly Dictionary<string, OwnedProcess> _nodes = new(StringComparer.Ordinal);

    /// <summary>Those that were killed on purpose and not started again.</summary>
    private readonly HashSet<string> _killed = new(StringComparer.Ordinal);

    private TestbedCluster(TestbedNetwork testbed, IReadOnlyList<NodePlan> plan, IReadOnlyDictionary<string, string>? journal, IReadOnlyDictionary<string, object>? sagas)
    {
        _testbed = testbed;
        Plan = plan;
        _files = new NodeFiles(testbed, plan, journal, sagas);
        Coordinator = ClientOf([.. Candidates]);
    }

    public IReadOnlyList<NodePlan> Plan { get; }

    public IEnumerable<NodePlan> Candidates => Plan.Where(n => n.IsCandidate);

    /// <summary>The HTTP API, as a program on a candidate's host reaches it; where one candidate is gone, at the next.</summary>
    public CoordinatorClient Coordinator { get; }

    /// <summary>Starts <see cref="ClusterPlans.FigureFour"/> and returns when the coordinator hears every host.</summary>
    /// <exception cref="TestbedException">A node ended, or did not come up in time; with the end of its log.</exception>
    public static Task<TestbedCluster> StartAsync(TestbedNetwork testbed, CancellationToken cancellation = default) =>
        StartAsync(testbed, ClusterPlans.FigureFour, cancellation: cancellation);

    /// <summary>Starts the nodes and returns when the coordinator hears every host.</summary>
    /// <param name="journal">The candidates' settings under `Persistence`; null: a SQLite file that they share.</param>
    /// <param name="sagas">The candidates' settings under `Sagas`; null: the product's own.</param>
    /// <exception cref="TestbedException">A node ended, or did not come up in time; with the end of its log.</exception>
    public static async Task<TestbedCluster> StartAsync(
        TestbedNetwork testbed,
        IReadOnlyList<NodePlan> plan,
        IReadOnlyDictionary<string, string>? journal = null,
        IReadOnlyDictionary<string, object>? sagas = null,
        CancellationToken cancellation = default)
    {
        var cluster = new TestbedCluster(testbed, plan, journal, sagas);
        foreach (var node in plan)
        {
            await cluster.StartNodeAsync(node, cancellation).ConfigureAwait(false);
        }

        await cluster.WaitUntilHeardAsync(cancellation).ConfigureAwait(false);
        return cluster;
    }

    /// <summary>A node's process, to look at.</summary>
    public OwnedProcess Node(string name) => _nodes[name];

    public string LogOf(string name) => File.ReadAllText(Node(name).LogFile);

    /// <summary>The HTTP API at this candidate alone.</summary>
    public CoordinatorClient ClientOf(params NodePlan[] candidates) =>
        new([.. candidates.Select(c => new CandidateAddress(_testbed.Host(c.Host), c.AddressIn(_testbed.Layout)))]);

    /// <summary>Starts a node; where it was killed, again, and its log goes on.</summary>
    public async Task StartNodeAsync(NodePlan node, CancellationToken cancellation = default)
    {
        var host = _testbed.Host(node.Host);
        if (node.CandidateNumber is not null)
        {
            var address = TestbedLayout.WithLength(node.AddressIn(_testbed.Layout));
            await new NetworkNamespace(host.Namespace).ConfigureLinksAsync([$"address replace {address} dev {TestbedHost.Bridge}"], cancellation).ConfigureAwait(false);
        }

        await _files.WriteAsync(node, cancellation).ConfigureAwait(false);
        var name = node.Name == node.Host ? "migrationd" : $"migrationd-{node.Name}";
        _nodes[node.Name] = await host.StartAsync(name, [.. node.Through, .. Command(_files.SettingsOf(node))], cancellation).ConfigureAwait(false);
        _killed.Remove(node.Name);
    }

    /// <summary>Ends a node with `kill -9`; returns when its process is gone.</summary>
    public Task KillNodeAsync(string name, CancellationToken cancellation = default)
    {
        _killed.Add(name);
        return Node(name).KillAsync(cancellation);
    }

    /// <summary>Asks a node to end, as its service manager does; returns when its process is gone.</summary>
    public Task StopNodeAsync(string name, CancellationToken cancellation = default)
    {
        _killed.Add(name);
        return Node(name).StopAsync(StopGrace, cancellation);
    }

    /// <summary>Nodes that nobody ended, and that do not run.</summary>
    public IReadOnlyList<NodePlan> EndedByThemselves() =>
        [.. Plan.Where(n => _nodes.TryGetValue(n.Name, out var process) && !_killed.Contains(n.Name) && !process.IsRunning)];

    /// <summary>Ends a node and starts another in its place; returns when the coordinator hears the new one. Guests go on meanwhile.</summary>
    /// <param name="node">Not the coordinator's.</param>
    /// <exception cref="TestbedException">It ended, or was not heard in time.</exception>
    public async Task ReplaceNodeAsync(NodePlan node, CancellationToken cancellation = default)
    {
        await Node(node.Name).StopAsync(StopGrace, cancellation).ConfigureAwait(false);
        await StartNodeAsync(node, cancellation).ConfigureAwait(false);
        await WaitUntilFreshAsync(node.Name, cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns when the coordinator has heard a host that was just started again.</summary>
    /// <exception cref="TestbedException">A node ended, or it was not heard in time.</exception>
    public Task WaitUntilFreshAsync(string name, CancellationToken cancellation = default)
    {
        var since = Stopwatch.StartNew();
        return Until.TrueAsync(
            async token =>
            {
                EnsureAllRun();
                // Younger than the new node, and with what it found out about its QEMU: an answer of its own.
                return (await Coordinator.TryHostsAsync(token).ConfigureAwait(false))?.Hosts.Any(h =>
                    h.Name == name && h.SecondsSinceHeard < since.Elapsed.TotalSeconds - HeardRounding && KnowsItself(h)) == true;
            },
            StartTimeout,
            () => $"The new node '{name}' was not heard within {StartTimeout.TotalSeconds} s. Its log: {Node(name).LogFile}",
            cancellation);
    }

    /// <summary>Returns when every candidate that runs answers, and shows every host as heard lately.</summary>
    /// <exception cref="TestbedException">A node ended, or they do not in time.</exception>
    public async Task WaitUntilHeardAsync(CancellationToken cancellation = default)
    {
        foreach (var candidate in Candidates.Where(c => !_killed.Contains(c.Name)).ToList())
        {
            using var client = ClientOf(candidate);
            await Until.TrueAsync(
                async token =>
                {
                    EnsureAllRun();
                    return await client.TryHostsAsync(token).ConfigureAwait(false) is { } hosts && HearsAll(hosts);
                },
                StartTimeout,
                () => $"The cluster was not complete within {StartTimeout.TotalSeconds} s. Logs: {string.Join(", ", _nodes.Values.Select(n => n.LogFile))}",
                cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a coordinator that answers so hears every host that runs, so that its commands arrive.</summary>
    public bool HearsAll(HostList answer) =>
        Plan.Where(n => !n.IsCandidate && !_killed.Contains(n.Name))
            .All(n => answer.Hosts.Any(h => h.Name == n.Name && h.Reachable && KnowsItself(h)));

    /// <summary>The command line of the node that has a host for itself, to be run by hand there.</summary>
    public static IReadOnlyList<string> CommandOf(TestbedHost host) => Command(NodeFiles.SettingsOf(host));

    public async ValueTask DisposeAsync()
    {
        // Hosts first: a coordinator that is still there hears them leave.
        foreach (var node in Plan.Reverse().Where(n => _nodes.ContainsKey(n.Name)))
        {
            await _nodes[node.Name].StopAsync(StopGrace).ConfigureAwait(false);
        }

        Coordinator.Dispose();
    }

    private static IReadOnlyList<string> Command(string settings) =>
        [.. ProgramBuild.Command("MigrationActors.Node", "migrationd"), "--config", settings];

    private static bool KnowsItself(HostView host) => host.QemuVersion is not null || host.Roles.Contains("storage");

    private void EnsureAllRun()
    {
        if (EndedByThemselves() is [var ended, ..])
        {
            var log = Node(ended.Name).LogFile;
            throw new TestbedException($"The node '{ended.Name}' ended. Its log {log} says:\n{string.Join('\n', File.ReadLines(log).TakeLast(15))}");
        }
    }
}
