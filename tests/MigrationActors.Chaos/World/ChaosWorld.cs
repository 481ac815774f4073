using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Chaos.World;

/// <summary>A testbed with three candidates, application traffic on both hypervisors' links, and one guest.</summary>
public sealed class ChaosWorld : IAsyncDisposable
{
    /// <summary>The state of a VM that runs, as the API names it.</summary>
    public const string Running = "running";

    private const int FirstPort = 5301;
    private const int Connections = 4;

    /// <summary>What is asked just before a coordinator dies has no answer.</summary>
    private static readonly TimeSpan AskPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(90);

    private readonly TestbedPrefix _prefix;
    private readonly TrafficGenerator _traffic;
    private int _guests;

    private ChaosWorld(TestbedPrefix prefix, TestbedNetwork testbed, TestbedCluster cluster, TrafficGenerator traffic, TimeProvider time)
    {
        (_prefix, Testbed, Cluster, _traffic, Time) = (prefix, testbed, cluster, traffic, time);
        cluster.Coordinator.Patience = AskPatience;
    }

    public TimeProvider Time { get; }

    public TestbedNetwork Testbed { get; }

    public TestbedCluster Cluster { get; }

    public CoordinatorClient Coordinator => Cluster.Coordinator;

    public ChaosGuest Guest { get; private set; } = null!;

    /// <summary>Where the guest is, or goes.</summary>
    public IReadOnlyList<TestbedHost> Hypervisors => [Testbed.Host(TestbedLayout.Source), Testbed.Host(TestbedLayout.Destination)];

    /// <summary>What tc says where nothing is reserved.</summary>
    public IReadOnlyList<string> Rules { get; private set; } = [];

    /// <exception cref="TestbedException">Something did not come up; nothing is left of the rest.</exception>
    public static async Task<ChaosWorld> UpAsync(TestbedPrefix prefix, Mbps link, TimeProvider time, CancellationToken cancellation)
    {
        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(prefix, link), cancellation);
        try
        {
            var cluster = await TestbedCluster.StartAsync(testbed, ClusterPlans.ThreeCandidates, cancellation: cancellation);
            var world = new ChaosWorld(prefix, testbed, cluster, new TrafficGenerator(testbed), time);
            foreach (var (host, port) in world.Hypervisors.Select((host, index) => (host.Name, FirstPort + index)))
            {
                await world._traffic.StartAsync(new TrafficFlow(host, TrafficDirection.Out, port, Connections), cancellation);
            }

            await world.TakeRulesAsync(cancellation);
            await world.BootAsync(cancellation);
            return world;
        }
        catch
        {
            await TestbedNetwork.DownAsync(prefix, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Returns where the guest is, when every candidate hears every host and the guest is seen running on one alone.</summary>
    /// <exception cref="TestbedException">That does not come about.</exception>
    public async Task<string> ReadyAsync(CancellationToken cancellation)
    {
        await Cluster.WaitUntilHeardAsync(cancellation);
        IReadOnlyList<VmView>? shown = null;
        await Until.TrueAsync(
            async token => (shown = await ShownAsync(token)) is [{ State: Running }],
            ReadyTimeout,
            () => $"The coordinator does not show '{Guest.Name}' as running on one host alone: {string.Join(", ", shown?.Select(v => $"{v.State} on {v.Host}") ?? [])}",
            cancellation);
        return shown![0].Host;
    }

    /// <summary>Where the coordinator shows the guest, and in which state; null while nobody answers.</summary>
    public async Task<IReadOnlyList<VmView>?> ShownAsync(CancellationToken cancellation) =>
        (await Coordinator.TryHostsAsync(cancellation))?.Hosts.SelectMany(h => h.Vms).Where(v => v.Name == Guest.Name).ToList();

    /// <summary>Ends what is left of the guest and boots another one, so that the run goes on. What tc has now counts as normal.</summary>
    public async Task StartOverAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(Hypervisors.Select(host => Clearing.RunAsync(host, Time, cancellation)));
        await TakeRulesAsync(cancellation);
        var ended = Guest;
        await BootAsync(cancellation);
        await ended.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Guest.DisposeAsync();
        await TestbedNetwork.DownAsync(_prefix, CancellationToken.None);
    }

    private async Task TakeRulesAsync(CancellationToken cancellation) => Rules = (await TrafficControl.ReadAsync(Testbed.Layout, cancellation)).Lines;

    /// <summary>Each guest has a name of its own: the one before may still be in somebody's book.</summary>
    private async Task BootAsync(CancellationToken cancellation)
    {
        await Cluster.WaitUntilHeardAsync(cancellation);
        Guest = await ChaosGuest.BootAsync(Testbed, Cluster, $"chaos{++_guests}", Time, cancellation);
    }
}
