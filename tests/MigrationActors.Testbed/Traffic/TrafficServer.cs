using System.Globalization;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Traffic;

/// <summary>An iperf3 server. It takes one client at a time, so each flow or guest needs a port of its own.</summary>
public static class TrafficServer
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Starts the server and returns when it listens.</summary>
    /// <exception cref="TestbedException">It ended, for example because the port is taken.</exception>
    public static async Task<OwnedProcess> StartAsync(TestbedHost host, int port, CancellationToken cancellation = default)
    {
        var server = await host.StartAsync(
            $"iperf3-server-{port}",
            ["iperf3", "--server", "--port", port.ToString(CultureInfo.InvariantCulture), "--forceflush"],
            cancellation).ConfigureAwait(false);
        await server.ReadyAsync(() => TcpTable.Listens(server.Pid, port), ReadyTimeout, $"listening on port {port}", cancellation).ConfigureAwait(false);
        return server;
    }
}
