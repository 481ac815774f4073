using System.Net;
using System.Net.Sockets;

namespace MigrationActors.Node.Settings;

/// <summary>Looks before the libraries do, because their own messages do not say which setting to change.</summary>
public static class PortCheck
{
    /// <exception cref="PortInUseException">Nobody can listen there: the port is taken, or the address is not this host's.</exception>
    public static void ThrowIfTaken(IPAddress address, int port, string setting)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new PortInUseException($"{address} port {port} is in use by another program: end that one, or change the setting '{setting}'.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new PortInUseException($"{address} is not an address of this host: correct the setting 'Address'.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new PortInUseException($"This user may not listen on port {port}: change the setting '{setting}', or run migrationd with more privileges.", e);
        }
    }
}
