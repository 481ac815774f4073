using System.Net;
using System.Net.Sockets;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Cluster;

/// <summary>HTTP to one candidate, from the host that it is on.</summary>
internal static class CandidateHttp
{
    /// <summary>Longer than a coordinator node takes to say that no coordinator answered.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    public static HttpClient To(CandidateAddress candidate) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = NamespaceThread.InNetwork(
                candidate.Host.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            try
            {
                await socket.ConnectAsync(new IPEndPoint(candidate.Address, context.DnsEndPoint.Port), cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new Uri($"http://{candidate.Address}:{ApiRoutes.DefaultPort}"),
        Timeout = Timeout,
    };
}
