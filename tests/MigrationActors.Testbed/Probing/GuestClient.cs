using System.Net;
using System.Net.Sockets;
using System.Text;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Probing;

/// <summary>Asks a guest single questions, from another host.</summary>
public sealed class GuestClient(TestbedHost from, IPAddress guest)
{
    private const int ControlPort = 8;
    private const int LongestReply = 1024;
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DiskTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DiskAttempt = TimeSpan.FromSeconds(20);

    /// <summary>Has the guest read its disk's pattern back from the server; waits where it is still being written after boot.</summary>
    /// <exception cref="TestbedException">No answer within a minute.</exception>
    public async Task<GuestReply> VerifyDiskAsync(CancellationToken cancellation = default)
    {
        GuestReply? reply = null;
        await Until.TrueAsync(
            async token => (reply = await AskAsync("V", DiskAttempt, DiskTimeout, token).ConfigureAwait(false)).Disk != "writing",
            DiskTimeout,
            () => $"The guest {guest} was still writing its disk's pattern after {DiskTimeout.TotalSeconds} s.",
            cancellation).ConfigureAwait(false);
        return reply!;
    }

    /// <summary>Returns when the guest has filled its memory, as its options say.</summary>
    /// <exception cref="TestbedException">It has not in that time.</exception>
    public async Task WaitUntilFilledAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        GuestReply? reply = null;
        await Until.TrueAsync(
            async token => (reply = await AskAsync("F", Attempt, timeout, token).ConfigureAwait(false)).IsFilled,
            timeout,
            () => $"The guest {guest} filled {reply?.FilledMiB} of {reply?.FillMiB} MiB within {timeout.TotalSeconds} s.",
            cancellation).ConfigureAwait(false);
    }

    private async Task<GuestReply> AskAsync(string command, TimeSpan attempt, TimeSpan timeout, CancellationToken cancellation)
    {
        using var socket = NamespaceSocket.ConnectUdp(from.Namespace, new IPEndPoint(guest, ControlPort));
        GuestReply? reply = null;
        await Until.TrueAsync(
            async token => (reply = await TryAskAsync(socket, command, attempt, token).ConfigureAwait(false)) is not null,
            timeout,
            () => $"The guest {guest} did not answer '{command}' within {timeout.TotalSeconds} s.",
            cancellation).ConfigureAwait(false);
        return reply!;
    }

    /// <summary>One attempt; null where no answer came.</summary>
    private static async Task<GuestReply?> TryAskAsync(Socket socket, string command, TimeSpan attempt, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(attempt);
        var buffer = new byte[LongestReply];
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(command), limit.Token).ConfigureAwait(false);
            var size = await socket.ReceiveAsync(buffer, limit.Token).ConfigureAwait(false);
            return GuestReply.TryParse(Encoding.ASCII.GetString(buffer, 0, size), out var reply) ? reply : null;
        }
        catch (SocketException)
        {
            // Unreachable or refused: it is still booting.
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
