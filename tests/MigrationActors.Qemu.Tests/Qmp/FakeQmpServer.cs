using System.Net.Sockets;

namespace MigrationActors.Qemu.Tests.Qmp;

/// <summary>
/// A scripted QEMU on a real UNIX socket: the first connection plays the first script, and so on. What goes wrong in a script fails the
/// test at the end.
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
        foreach (var script in scripts)
        {
            try
            {
                using var connection = new FakeQmpConnection(await _listener.AcceptAsync(_stopping.Token), _stopping.Token);
                await script(connection);
            }
            catch (Exception e) when (_stopping.IsCancellationRequested && e is OperationCanceledException or SocketException or IOException)
            {
                return;
            }
        }
    }
}
