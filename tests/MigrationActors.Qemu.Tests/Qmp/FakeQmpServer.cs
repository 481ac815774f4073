using System.Net.Sockets;

namespace MigrationActors.Qemu.Tests.Qmp;

/// <summary>
/// A scripted QEMU on a real UNIX socket: the first connection plays the first script, and so on; the last one is played for all that
/// follow. A client that leaves ends a script; what else goes wrong in one fails the test at the end.
/// </summary>
internal sealed class FakeQmpServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    public FakeQmpServer(params Func<FakeQmpConnection, Task>[] scripts)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen(5);
        _serving = ServeAsync(scripts);
    }

    public string Path => _folder.File("qmp.sock");

    /// <summary>Stops listening, as a QEMU that was killed does: the file stays.</summary>
    public void Kill() => _listener.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopping.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync(Func<FakeQmpConnection, Task>[] scripts)
    {
        for (var i = 0; await AcceptAsync() is { } client; i++)
        {
            using var connection = new FakeQmpConnection(client, _stopping.Token);
            try
            {
                await scripts[Math.Min(i, scripts.Length - 1)](connection);
            }
            catch (Exception e) when (e is SocketException or IOException || _stopping.IsCancellationRequested)
            {
                // The client left, or the test is over.
            }
        }
    }

    private async Task<Socket?> AcceptAsync()
    {
        try
        {
            return await _listener.AcceptAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
