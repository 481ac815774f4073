using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace MigrationActors.Qemu.Qmp;

/// <summary>
/// One connection to a QEMU's monitor, ready for commands. Any number of callers may execute at a time. When the connection ends,
/// for whatever reason, commands in flight fail, <see cref="Events"/> completes and <see cref="Closed"/> tells why.
/// </summary>
public sealed class QmpSession : IQmpExecutor, IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, PendingCommand> _pending = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _disposing = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<QmpEvent> _events;
    private readonly QmpTransport _transport;
    private readonly QmpGreeting _greeting;
    private readonly QmpSettings _settings;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly Task _reading;
    private long _lastId;
    private int _disposed;

    private QmpSession(QmpTransport transport, string path, QmpGreeting greeting, QmpSettings settings, TimeProvider time)
    {
        (_transport, _path, _greeting, _settings, _time) = (transport, path, greeting, settings, time);
        _events = Channel.CreateBounded<QmpEvent>(new BoundedChannelOptions(settings.EventCapacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleWriter = true,
        });
        _reading = ReadAllAsync();
    }

    public QemuVersion Version => _greeting.Version;

    /// <summary>Events since the connection, oldest first. Completes when the connection ends.</summary>
    public ChannelReader<QmpEvent> Events => _events.Reader;

    /// <summary>Completes when the connection has ended, with the reason as a sentence. Never faults.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects, waits for the greeting and leaves QMP's negotiation mode.</summary>
    /// <exception cref="QmpNotListeningException">Nobody listens on the socket.</exception>
    /// <exception cref="QmpDisconnectedException">QEMU closed the connection at once, or it could not be made.</exception>
    /// <exception cref="QmpSocketBusyException">Somebody else holds the socket.</exception>
    /// <exception cref="QmpProtocolException">Who listens there is no QEMU.</exception>
    public static async Task<QmpSession> ConnectAsync(string socketPath, QmpSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var transport = new QmpTransport(socketPath, settings.MaxLineBytes);
        try
        {
            var greeting = await GreetAsync(transport, socketPath, settings, time, cancellation).ConfigureAwait(false);
            var session = new QmpSession(transport, socketPath, greeting, settings, time);
            try
            {
                await session.NegotiateAsync(cancellation).ConfigureAwait(false);
                return session;
            }
            catch
            {
                await session.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public Task<JsonElement> ExecuteAsync(
        string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        ExecuteAsync(command, arguments, timeout ?? _settings.CommandTimeout, outOfBand: false, cancellation);

    /// <inheritdoc />
    public Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default) =>
        ExecuteAsync(command, arguments, _settings.CommandTimeout, _greeting.OffersOutOfBand, cancellation);

    private Task<JsonElement> NegotiateAsync(CancellationToken cancellation)
    {
        var enable = _greeting.OffersOutOfBand ? new JsonObject { ["enable"] = new JsonArray(QmpCommandLine.OutOfBandCapability) } : null;
        return ExecuteAsync("qmp_capabilities", enable, cancellation: cancellation);
    }

    private async Task<JsonElement> ExecuteAsync(
        string command, JsonObject? arguments, TimeSpan patience, bool outOfBand, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        var pending = new PendingCommand(command);
        _pending[id] = pending;
        try
        {
            return await SendAndReceiveAsync(pending, QmpCommandLine.Encode(id, command, arguments, outOfBand))
                .WaitAsync(patience, _time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new QmpTimeoutException(command, _path, patience);
        }
        finally
        {
            // A late answer then finds nobody and is dropped.
            _pending.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _disposing.CancelAsync().ConfigureAwait(false);
            _transport.Dispose();
        }

        await _reading.ConfigureAwait(false);
    }

    private static async Task<QmpGreeting> GreetAsync(
        QmpTransport transport, string path, QmpSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(settings.GreetingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await transport.ConnectAsync(either.Token).ConfigureAwait(false);
            return await transport.ReadAsync(either.Token).ConfigureAwait(false) switch
            {
                QmpGreeting greeting => greeting,
                null => throw new QmpDisconnectedException($"QEMU closed '{path}' before it greeted."),
                var other => throw new QmpProtocolException($"'{path}' did not begin with a QMP greeting but with {other}."),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new QmpSocketBusyException(path, settings.GreetingTimeout);
        }
    }

    // Sent without the caller's token: half a line would spoil the connection for everybody.
    private async Task<JsonElement> SendAndReceiveAsync(PendingCommand pending, byte[] line)
    {
        try
        {
            await _sending.WaitAsync(_disposing.Token).ConfigureAwait(false);
            try
            {
                await _transport.WriteAsync(line, _disposing.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (OperationCanceledException e)
        {
            throw new QmpDisconnectedException($"The session on '{_path}' was closed.", e);
        }

        // The reader marks the end first and fails the pending ones then, so nobody slips through between the two.
        if (_closed.Task.IsCompleted)
            pending.Disconnect(await _closed.Task.ConfigureAwait(false));
        return await pending.Answer.ConfigureAwait(false);
    }

    private async Task ReadAllAsync()
    {
        // Leave the constructor before the first message is handled.
        await Task.Yield();
        string reason;
        try
        {
            while (await _transport.ReadAsync(_disposing.Token).ConfigureAwait(false) is { } message)
            {
                Handle(message);
            }

            reason = _disposing.IsCancellationRequested ? $"The session on '{_path}' was closed." : $"QEMU closed '{_path}'.";
        }
        catch (OperationCanceledException)
        {
            reason = $"The session on '{_path}' was closed.";
        }
        catch (QmpProtocolException e)
        {
            reason = e.Message;
        }

        _closed.SetResult(reason);
        _events.Writer.Complete();
        foreach (var pending in _pending.Values)
        {
            pending.Disconnect(reason);
        }

        _transport.Dispose();
    }

    private void Handle(QmpMessage message)
    {
        switch (message)
        {
            case QmpEvent happened:
                _events.Writer.TryWrite(happened);
                break;
            case QmpReturn { Id: { } id, Value: var value } when _pending.TryRemove(id, out var pending):
                pending.Succeed(value);
                break;
            case QmpError { Id: { } id } error when _pending.TryRemove(id, out var pending):
                pending.Refuse(error);
                break;
            case QmpError { Id: null } error:
                throw new QmpProtocolException($"QEMU did not understand what was sent on '{_path}': {error.Description}");
            default:
                // The late answer to a command whose caller has given up.
                break;
        }
    }
}
