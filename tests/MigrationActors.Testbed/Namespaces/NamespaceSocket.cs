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

    /// <summary>A TCP socket that listens in the namespace and takes nobody's connection: it occupies the port.</summary>
    /// <exception cref="TestbedException">The namespace is not there, or we may not enter it.</exception>
    /// <exception cref="SocketException">The port is taken already.</exception>
    public static Socket ListenTcp(string networkNamespace, IPEndPoint at) =>
        NamespaceThread.InNetwork(networkNamespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(at);
            socket.Listen();
            return socket;
        });
}
