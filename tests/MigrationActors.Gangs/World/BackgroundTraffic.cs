using MigrationActors.Core;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Gangs.World;

/// <summary>The applications' traffic on the hosts' links.</summary>
public sealed class BackgroundTraffic(TestbedNetwork testbed, CoordinatorClient coordinator) : IAsyncDisposable
{
    private const int FirstPort = 5601;
    private const int Connections = 2;
    private const int FloodConnections = 4;

    /// <summary>Of a rate, by how much what is measured may differ: headers, and the machine's mood.</summary>
    private const double Near = 0.15;

    /// <summary>Of the link, what acknowledgements may take in a direction that carries no application, and what an idle host may have in all.</summary>
    private const double Acknowledgements = 0.05;
    private const double Quiet = 0.01;
    private const double Flooded = 0.85;
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(90);

    private readonly TrafficGenerator _generator = new(testbed);

    /// <summary>Ends what runs, starts this, and returns when the coordinator shows it: decisions rest on a window of seconds.</summary>
    /// <exception cref="TestbedException">The hosts are not shown like that in time.</exception>
    public async Task SetAsync(IReadOnlyDictionary<string, Background> hosts, CancellationToken cancellation)
    {
        await StopAsync();
        var port = FirstPort;
        foreach (var (host, background) in hosts)
        {
            await StartAsync(host, TrafficDirection.Out, port++, background.OutShare, cancellation);
            await StartAsync(host, TrafficDirection.In, port++, background.InShare, cancellation);
        }

        IReadOnlyList<HostView> shown = [];
        await Until.TrueAsync(
            async token => (shown = (await coordinator.TryHostsAsync(token))?.Hosts ?? []).Count > 0
                && hosts.All(wanted => shown.Any(h => h.Name == wanted.Key && Shows(h, wanted.Value))),
            SettleTimeout,
            () => $"The hosts' traffic is not shown as {string.Join(" and ", hosts.Select(h => $"{h.Value.Name} on '{h.Key}'"))}: "
                + string.Join("; ", shown.Where(h => hosts.ContainsKey(h.Name)).Select(h => $"'{h.Name}' is {h.Traffic}, {new Mbps(h.OutMbps)} out, {new Mbps(h.InMbps)} in")) + ".",
            cancellation);
    }

    /// <summary>Has a host send as much as its link gives; returns when the coordinator shows that.</summary>
    /// <exception cref="TestbedException">It does not in time.</exception>
    public async Task FloodAsync(string host, CancellationToken cancellation)
    {
        await _generator.StartAsync(new TrafficFlow(host, TrafficDirection.Out, FirstPort, FloodConnections), cancellation);
        await Until.TrueAsync(
            async token => (await coordinator.TryHostsAsync(token))?.Hosts.Any(h => h.Name == host && h.OutMbps > Flooded * testbed.LinkRate.Value) == true,
            SettleTimeout,
            () => $"The uplink of '{host}' did not become saturated.",
            cancellation);
    }

    public ValueTask DisposeAsync() => StopAsync();

    /// <summary>The generator can start others afterwards.</summary>
    private ValueTask StopAsync() => _generator.DisposeAsync();

    private async Task StartAsync(string host, TrafficDirection direction, int port, double share, CancellationToken cancellation)
    {
        if (share > 0)
        {
            await _generator.StartAsync(new TrafficFlow(host, direction, port, Connections, testbed.LinkRate * share), cancellation);
        }
    }

    /// <summary>The class and the rates: with the class alone, the window might still have the run before in it.</summary>
    private bool Shows(HostView host, Background wanted)
    {
        var link = testbed.LinkRate.Value;
        var rest = wanted == Background.Idle ? Quiet : Acknowledgements;
        return host.Traffic == WireJson.Name(wanted.Class) && IsNear(host.OutMbps, wanted.OutShare) && IsNear(host.InMbps, wanted.InShare);

        bool IsNear(double measured, double share) =>
            share == 0 ? measured < rest * link : Math.Abs(measured - (share * link)) <= Near * share * link;
    }
}
