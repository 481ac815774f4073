using System.Net.Sockets;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Messages over one UNIX socket: whole lines out, parsed messages in. One reader and one writer at a time.</summary>
internal sealed class QmpTransport : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _received = new byte[16 * 1024];
    private readonly QmpFramer _framer;
    private readonly string _path;

    public QmpTransport(string path, int maxLineBytes)
    {
        _path = path;
        _framer = new QmpFramer(maxLineBytes);
    }

    /// <exception cref="QmpNotListeningException">There is no socket, or nobody listens on it.</exception>
    /// <exception cref="QmpDisconnectedException">It could not be connected for another reason, such as a lack of permission.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            await _socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellation).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            throw new QmpNotListeningException(_path, e);
        }
        catch (SocketException e)
        {
            throw new QmpDisconnectedException($"'{_path}' cannot be connected: {e.Message}.", e);
        }
    }

    /// <returns>The next message, or null where QEMU closed the connection.</returns>
    /// <exception cref="QmpProtocolException">It was no QMP message.</exception>
    public async Task<QmpMessage?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_framer.TryReadLine(out var line))
                return QmpMessageParser.Parse(line);

            var count = await ReceiveAsync(cancellation).ConfigureAwait(false);
            if (count == 0)
                return null;
            _framer.Append(_received.AsSpan(0, count));
        }
    }

    /// <exception cref="QmpDisconnectedException">QEMU closed the connection.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        try
        {
            while (line.Length > 0)
            {
                line = line[await _socket.SendAsync(line, SocketFlags.None, cancellation).ConfigureAwait(false)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new QmpDisconnectedException($"QEMU closed '{_path}'.", e);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await _socket.ReceiveAsync(_received, SocketFlags.None, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A reset is an end like any other: a killed QEMU does not say goodbye.
            return 0;
        }
    }
}
