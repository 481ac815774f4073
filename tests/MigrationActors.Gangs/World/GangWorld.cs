using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.World;

/// <summary>A testbed with the product on it and some guests.</summary>
public sealed class GangWorld : IAsyncDisposable
{
    /// <summary>The state of a VM that runs, as the API names it.</summary>
    private const string Running = "running";
    private const string HostRole = "host";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(2);

    private readonly TestbedPrefix _prefix;
    private readonly List<GangGuest> _guests = [];

    private GangWorld(TestbedPrefix prefix, TestbedNetwork testbed, TestbedCluster cluster, TimeProvider time)
    {
        (_prefix, Testbed, Cluster, Time) = (prefix, testbed, cluster, time);
        Traffic = new BackgroundTraffic(testbed, cluster.Coordinator);
        Hypervisors = [.. cluster.Plan.Where(n => n.Roles.Contains(HostRole)).Select(n => testbed.Host(n.Host))];
    }

    public TimeProvider Time { get; }

    public TestbedNetwork Testbed { get; }

    public TestbedCluster Cluster { get; }

    public CoordinatorClient Coordinator => Cluster.Coordinator;

    public BackgroundTraffic Traffic { get; }

    /// <summary>Where guests can be.</summary>
    public IReadOnlyList<TestbedHost> Hypervisors { get; }

    /// <exception cref="TestbedException">Something did not come up; nothing is left of the rest.</exception>
    public static async Task<GangWorld> UpAsync(
        TestbedPrefix prefix, Mbps link, IReadOnlyList<NodePlan> plan, TimeProvider time, CancellationToken cancellation)
    {
        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(prefix, link), cancellation);
        try
        {
            return new GangWorld(prefix, testbed, await TestbedCluster.StartAsync(testbed, plan, cancellation: cancellation), time);
        }
        catch
        {
            await TestbedNetwork.DownAsync(prefix, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Boots a guest on the source; it is shown as running there when this returns.</summary>
    public async Task<GangGuest> BootAsync(string name, int fillMiB, (Mbps Lower, Mbps Upper) sla, CancellationToken cancellation)
    {
        var guest = await GangGuest.BootAsync(Testbed, Cluster, name, fillMiB, sla, Time, cancellation);
        _guests.Add(guest);
        await WhereAsync(guest, cancellation);
        return guest;
    }

    /// <summary>A host as the coordinator shows it.</summary>
    /// <exception cref="TestbedException">The coordinator does not answer, or does not know the host.</exception>
    public async Task<HostView> HostAsync(string name, CancellationToken cancellation) =>
        (await Coordinator.TryHostsAsync(cancellation))?.Hosts.FirstOrDefault(h => h.Name == name)
            ?? throw new TestbedException($"The coordinator shows no host '{name}'.");

    /// <summary>Where the coordinator shows a guest, and in which state; null while nobody answers.</summary>
    public async Task<IReadOnlyList<VmView>?> ShownAsync(string guest, CancellationToken cancellation) =>
        (await Coordinator.TryHostsAsync(cancellation))?.Hosts.SelectMany(h => h.Vms).Where(v => v.Name == guest).ToList();

    /// <summary>The host of a guest, as soon as it is shown running on one alone.</summary>
    /// <exception cref="TestbedException">That does not come about.</exception>
    public async Task<string> WhereAsync(GangGuest guest, CancellationToken cancellation)
    {
        IReadOnlyList<VmView>? shown = null;
        await Until.TrueAsync(
            async token => (shown = await ShownAsync(guest.Name, token)) is [{ State: Running }],
            ReadyTimeout,
            () => $"The coordinator does not show '{guest.Name}' as running on one host alone: {Text(shown)}.",
            cancellation);
        return shown![0].Host;
    }

    /// <summary>Whether the coordinator shows a guest running on this host, and nowhere else. A sentence where it does not; null also while nobody answers.</summary>
    public async Task<string?> PlaceComplaintAsync(GangGuest guest, string host, CancellationToken cancellation) =>
        await ShownAsync(guest.Name, cancellation) is { } shown && (shown is not [{ State: Running } only] || only.Host != host)
            ? $"'{guest.Name}' should be on '{host}', and the coordinator shows it {Text(shown)}"
            : null;

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var guest in _guests)
            {
                await guest.DisposeAsync();
            }

            await Traffic.DisposeAsync();
            Coordinator.Dispose();
        }
        finally
        {
            // Nodes and QEMUs go with their namespaces.
            await TestbedNetwork.DownAsync(_prefix, CancellationToken.None);
        }
    }

    private static string Text(IReadOnlyList<VmView>? shown) =>
        shown is null or [] ? "nowhere" : string.Join(" and ", shown.Select(v => $"{v.State} on '{v.Host}'"));
}
