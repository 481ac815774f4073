using System.Globalization;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Traffic;

/// <summary>
/// Application flows between hosts and the external peer, by iperf3. Disposing stops those that this object started; what
/// a crash leaves goes with the testbed.
/// </summary>
public sealed class TrafficGenerator(TestbedNetwork testbed) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(20);
    private readonly Dictionary<TrafficFlow, List<OwnedProcess>> _processes = [];

    /// <summary>Starts a flow and returns when all its connections are established.</summary>
    /// <exception cref="TestbedException">The flow runs already, its port is taken, or the peer cannot be reached.</exception>
    public async Task StartAsync(TrafficFlow flow, CancellationToken cancellation = default)
    {
        if (_processes.ContainsKey(flow))
        {
            throw new TestbedException($"This flow of '{flow.Host}' on port {flow.Port} runs already.");
        }

        var host = testbed.Host(flow.Host);
        var peer = testbed.Host(TestbedLayout.External);
        List<OwnedProcess> processes = [];
        _processes.Add(flow, processes);
        processes.Add(await TrafficServer.StartAsync(peer, flow.Port, cancellation).ConfigureAwait(false));
        var client = await host.StartAsync($"iperf3-client-{flow.Port}", ClientCommand(flow, peer), cancellation).ConfigureAwait(false);
        processes.Add(client);

        // One more connection than carry data: iperf3 has one for control.
        await client.ReadyAsync(
            () => TcpTable.ConnectionsTo(client.Pid, flow.Port) > flow.Connections,
            ReadyTimeout,
            $"connected to {peer.Address}:{flow.Port}",
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Stops a flow and returns when its processes are gone. A flow that does not run is no error.</summary>
    public async Task StopAsync(TrafficFlow flow, CancellationToken cancellation = default)
    {
        if (_processes.Remove(flow, out var processes))
        {
            // Clients first, so that the server does not report a client that went missing.
            foreach (var process in processes.AsEnumerable().Reverse())
            {
                await process.StopAsync(cancellation: cancellation).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var flow in _processes.Keys.ToList())
        {
            await StopAsync(flow).ConfigureAwait(false);
        }
    }

    private static List<string> ClientCommand(TrafficFlow flow, TestbedHost peer)
    {
        List<string> command =
        [
            "iperf3", "--client", peer.Address.ToString(), "--port", flow.Port.ToString(CultureInfo.InvariantCulture),
            "--parallel", flow.Connections.ToString(CultureInfo.InvariantCulture), "--time", "0", "--forceflush",
        ];
        if (flow.Rate is { } rate)
        {
            // iperf3's rate is that of each connection.
            command.AddRange(["--bitrate", (rate.BitsPerSecond / flow.Connections).ToString("0", CultureInfo.InvariantCulture)]);
        }

        if (flow.Direction == TrafficDirection.In)
        {
            command.Add("--reverse");
        }

        return command;
    }
}
