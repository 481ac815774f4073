using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Probing;

/// <summary>
/// Asks a guest every few milliseconds whether it lives, from another host, and remembers each answer. What it tells holds
/// without trust in QEMU or in the product: it is what a client of the guest would have seen.
/// </summary>
public sealed partial class GuestProbe : IAsyncDisposable
{
    private const int ProbePort = 7;
    private const int LongestReply = 1024;
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(10);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedTimestamp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _answersLock = new();
    private readonly List<ProbeAnswer> _answers = [];
    private readonly Task _sending;
    private readonly Task _receiving;
    private readonly IPAddress _guest;

    private GuestProbe(Socket socket, IPAddress guest, TimeProvider time, TimeSpan interval)
    {
        _socket = socket;
        _guest = guest;
        _time = time;
        _startedAt = time.GetUtcNow();
        _startedTimestamp = time.GetTimestamp();
        _sending = SendAsync(interval);
        _receiving = ReceiveAsync();
    }

    /// <summary>Raised for each answer, on the thread that received it.</summary>
    public event Action<ProbeAnswer>? Answered;

    /// <summary>Now, on the clock of the answers: steady, also when the machine's clock is set.</summary>
    public DateTimeOffset Now => _startedAt + _time.GetElapsedTime(_startedTimestamp);

    /// <param name="from">The host that asks, normally the external peer.</param>
    /// <param name="interval">10 ms when null.</param>
    /// <exception cref="TestbedException">The host is not there.</exception>
    public static GuestProbe Start(TestbedHost from, IPAddress guest, TimeProvider time, TimeSpan? interval = null) =>
        new(NamespaceSocket.ConnectUdp(from.Namespace, new IPEndPoint(guest, ProbePort)), guest, time, interval ?? DefaultInterval);

    /// <summary>What the answers between two times say; <paramref name="to"/> is now when null.</summary>
    public ProbeReport Report(DateTimeOffset from, DateTimeOffset? to = null)
    {
        lock (_answersLock)
        {
            return ProbeReport.Of(_answers, from, to ?? Now);
        }
    }

    /// <summary>Returns when the guest answers for the first time after now.</summary>
    /// <exception cref="TestbedException">It does not in that time.</exception>
    public Task WaitForAnswerAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        var from = Now;
        return Until.TrueAsync(
            () => LastAnswer is { } last && last.At >= from,
            timeout,
            () => $"The guest {_guest} did not answer within {timeout.TotalSeconds} s. Its console's log tells how far it came.",
            cancellation);
    }

    /// <summary>The latest answer, or null before the first.</summary>
    public ProbeAnswer? LastAnswer
    {
        get
        {
            lock (_answersLock)
            {
                return _answers.Count > 0 ? _answers[^1] : null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_sending, _receiving).ConfigureAwait(false);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval, _time);
        try
        {
            for (long sequence = 1; await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false); sequence++)
            {
                await TrySendAsync(string.Create(CultureInfo.InvariantCulture, $"P{sequence}")).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of probing.
        }
    }

    private async Task TrySendAsync(string request)
    {
        try
        {
            await _socket.SendAsync(Encoding.ASCII.GetBytes(request), _stop.Token).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Unreachable, or refused earlier: a guest that is away. The missing answer is the finding.
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[LongestReply];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var size = await _socket.ReceiveAsync(buffer, _stop.Token).ConfigureAwait(false);
                Remember(Encoding.ASCII.GetString(buffer, 0, size));
            }
            catch (SocketException)
            {
                // An ICMP error for an earlier probe, reported once; see TrySendAsync.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Remember(string line)
    {
        if (!GuestReply.TryParse(line, out var reply) || Probe().Match(reply.Request) is not { Success: true } probe)
        {
            return;
        }

        var answer = new ProbeAnswer(long.Parse(probe.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Now, reply);
        lock (_answersLock)
        {
            _answers.Add(answer);
        }

        Answered?.Invoke(answer);
    }

    [GeneratedRegex(@"^P(\d{1,18})\z")]
    private static partial Regex Probe();
}
