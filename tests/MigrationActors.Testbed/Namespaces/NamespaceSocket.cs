using System.Net;
using System.Net.Sockets;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>Sockets of this process that live in another network namespace: no helper process, no `ip netns exec`.</summary>
public static class NamespaceSocket
{
    /// <summary>An IPv4 UDP socket in the namespace, connected to <paramref name="peer"/>.</summary>
    /// <exception cref="TestbedException">The namespace is not there, or we may not enter it.</exception>
    public static Socket ConnectUdp(string networkNamespace, IPEndPoint peer) =>
        NamespaceThread.InNetwork(networkNamespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(peer);
            return socket;
        });
}
