using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>A testbed with a node on each host, for all tests; gone when they have run, however they ended.</summary>
public class ClusterFixture : IAsyncLifetime
{
    private static readonly Mbps Link = new(200);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(30);

    private readonly TestbedPrefix _prefix;
    private readonly string? _obstacle = TestbedRequirements.Obstacle();
    private TestbedNetwork? _testbed;
    private TestbedCluster? _cluster;

    public ClusterFixture()
        : this("ct")
    {
    }

    /// <param name="prefix">With this process's number behind it, so that two runs at a time do not meet.</param>
    protected ClusterFixture(string prefix) => _prefix = TestbedPrefix.Parse($"{prefix}{Environment.ProcessId % 1_000_000:x}");

    protected virtual IReadOnlyList<NodePlan> Plan => ClusterPlans.FigureFour;

    /// <summary>The coordinators' settings under `Sagas`; null: the product's own.</summary>
    protected virtual IReadOnlyDictionary<string, object>? Sagas => null;

    public TestbedNetwork Testbed => _testbed ?? throw new InvalidOperationException("A test that uses the testbed begins with SkipWithoutTestbed.");

    public TestbedCluster Cluster => _cluster ?? throw new InvalidOperationException("A test that uses the cluster begins with SkipWithoutTestbed.");

    public CoordinatorClient Coordinator => Cluster.Coordinator;

    public TestbedHost Source => Testbed.Host(TestbedLayout.Source);

    public TestbedHost Destination => Testbed.Host(TestbedLayout.Destination);

    public TestbedHost Nfs => Testbed.Host(TestbedLayout.Nfs);

    public TestbedHost External => Testbed.Host(TestbedLayout.External);

    /// <summary>Where the coordinator's API is, as seen from any host.</summary>
    public string CoordinatorUrl => $"http://{External.Address}:{ApiRoutes.DefaultPort}";

    /// <summary>To begin each test with: a fixture cannot skip.</summary>
    public void SkipWithoutTestbed() => Skip.If(_obstacle is not null, _obstacle);

    public async Task InitializeAsync()
    {
        if (_obstacle is not null)
        {
            return;
        }

        _testbed = await TestbedNetwork.UpAsync(new TestbedOptions(_prefix, Link));
        try
        {
            _cluster = await TestbedCluster.StartAsync(_testbed, Plan, sagas: Sagas);
        }
        catch
        {
            // xunit does not dispose a fixture whose initialisation failed.
            await TestbedNetwork.DownAsync(_prefix);
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (_testbed is null)
        {
            return;
        }

        try
        {
            if (_cluster is not null)
            {
                await _cluster.DisposeAsync();
            }
        }
        finally
        {
            await TestbedNetwork.DownAsync(_prefix);
        }
    }

    /// <exception cref="TestbedException">The coordinator does not answer, or does not know the host.</exception>
    public async Task<HostView> HostAsync(string name) =>
        (await Coordinator.TryHostsAsync())?.Hosts.FirstOrDefault(h => h.Name == name)
            ?? throw new TestbedException($"The coordinator shows no host '{name}'.");

    /// <summary>The hosts that say they have this VM.</summary>
    public async Task<IReadOnlyList<string>> HostsOfAsync(string vm) =>
        (await Coordinator.TryHostsAsync())?.Hosts.Where(h => h.Vms.Any(v => v.Name == vm)).Select(h => h.Name).ToList()
            ?? throw new TestbedException("The coordinator does not answer.");

    /// <summary>Returns when these hosts, and no others, say that they have the VM: hosts announce themselves every second.</summary>
    public Task WaitUntilListedAtAsync(string vm, params string[] hosts)
    {
        IReadOnlyList<string> listed = [];
        return Until.TrueAsync(
            async _ => (listed = await HostsOfAsync(vm)).SequenceEqual(hosts),
            ShortWait,
            () => $"'{vm}' is listed at [{string.Join(", ", listed)}], not at [{string.Join(", ", hosts)}].",
            CancellationToken.None);
    }

    /// <summary>What tc says of the shaped hosts now.</summary>
    public Task<TrafficControl> TrafficControlAsync() => TrafficControl.ReadAsync(Testbed.Layout);

    /// <summary>Nothing of ours was left, nothing of others' was lost.</summary>
    public async Task ShouldHaveTrafficControlAsync(TrafficControl expected) => (await TrafficControlAsync()).Lines.ShouldBe(expected.Lines);
}
