using System.Threading.Channels;

namespace MigrationActors.Qemu.Qmp;

/// <summary>
/// Keeps a session to one socket for as long as a QEMU listens there, and connects again, with growing pauses, when it breaks
/// or somebody else holds the socket.
/// </summary>
public sealed class ReconnectingQmp : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposing = new();
    private readonly Channel<QmpSignal> _signals;
    private readonly string _path;
    private readonly QmpSettings _settings;
    private readonly TimeProvider _time;
    private readonly Task _running;
    private int _disposed;

    private ReconnectingQmp(string socketPath, QmpSettings settings, TimeProvider time)
    {
        (_path, _settings, _time) = (socketPath, settings, time);
        _signals = Channel.CreateBounded<QmpSignal>(new BoundedChannelOptions(settings.EventCapacity) { SingleWriter = true });
        _running = Task.Run(RunAsync);
    }

    /// <summary>Connections, events and disconnections in the order in which they came. Completes after Gone or disposal.</summary>
    public ChannelReader<QmpSignal> Signals => _signals.Reader;

    public static ReconnectingQmp Start(string socketPath, QmpSettings settings, TimeProvider time) => new(socketPath, settings, time);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await _disposing.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        try
        {
            await StayConnectedAsync(_disposing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Disposed: the end of the channel says so.
        }

        _signals.Writer.Complete();
    }

    private async Task StayConnectedAsync(CancellationToken cancellation)
    {
        var delay = _settings.MinReconnectDelay;
        var outageTold = false;
        while (true)
        {
            try
            {
                var session = await QmpSession.ConnectAsync(_path, _settings, _time, cancellation).ConfigureAwait(false);
                await using (session.ConfigureAwait(false))
                {
                    (delay, outageTold) = (_settings.MinReconnectDelay, true);
                    await FollowAsync(session, cancellation).ConfigureAwait(false);
                }
            }
            catch (QmpNotListeningException e)
            {
                await TellAsync(new QmpSignal.Gone(e.Message), cancellation).ConfigureAwait(false);
                return;
            }
            catch (QmpException e)
            {
                if (!outageTold)
                    await TellAsync(new QmpSignal.Disconnected(e.Message), cancellation).ConfigureAwait(false);
                outageTold = true;
            }

            await Task.Delay(delay, _time, cancellation).ConfigureAwait(false);
            delay = delay * 2 < _settings.MaxReconnectDelay ? delay * 2 : _settings.MaxReconnectDelay;
        }
    }

    private async Task FollowAsync(QmpSession session, CancellationToken cancellation)
    {
        await TellAsync(new QmpSignal.Connected(session), cancellation).ConfigureAwait(false);
        await foreach (var happened in session.Events.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await TellAsync(new QmpSignal.Happened(happened), cancellation).ConfigureAwait(false);
        }

        await TellAsync(new QmpSignal.Disconnected(await session.Closed.ConfigureAwait(false)), cancellation).ConfigureAwait(false);
    }

    private ValueTask TellAsync(QmpSignal signal, CancellationToken cancellation) => _signals.Writer.WriteAsync(signal, cancellation);
}
