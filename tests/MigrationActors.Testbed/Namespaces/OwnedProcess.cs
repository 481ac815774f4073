using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>
/// A process we started and may stop. A pid alone could be somebody else's by now, so its start time is kept beside it.
/// </summary>
/// <param name="StartTicks">Clock ticks from boot to its start: field 22 of /proc/PID/stat, see proc(5).</param>
/// <param name="LogFile">What it printed.</param>
public sealed record OwnedProcess(string Name, int Pid, ulong StartTicks, string LogFile)
{
    private const int LogTailLines = 10;
    private static readonly TimeSpan KillGrace = TimeSpan.FromSeconds(5);

    /// <summary>The process with this pid, or null when there is none.</summary>
    public static OwnedProcess? Find(string name, int pid, string logFile) =>
        ReadStat(pid) is { } stat ? new OwnedProcess(name, pid, stat.StartTicks, logFile) : null;

    public bool IsRunning => ReadStat(Pid) is { Zombie: false } stat && stat.StartTicks == StartTicks;

    /// <summary>Asks it to end (SIGTERM), kills it after <paramref name="grace"/> (5 s when null), and returns when it is gone.</summary>
    public async Task StopAsync(TimeSpan? grace = null, CancellationToken cancellation = default)
    {
        Signal(Libc.SigTerm);
        if (!await GoneWithinAsync(grace ?? KillGrace, cancellation).ConfigureAwait(false))
        {
            await KillAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Kills it, as a crash would: it has no time for a last word. Returns when it is gone.</summary>
    public Task KillAsync(CancellationToken cancellation = default)
    {
        Signal(Libc.SigKill);
        return Until.TrueAsync(() => !IsRunning, KillGrace, () => $"The process '{Name}' ({Pid}) does not end, not even when killed.", cancellation);
    }

    /// <summary>Returns when <paramref name="condition"/> holds.</summary>
    /// <exception cref="TestbedException">The process ended before, or the time is over; with the last lines of its log.</exception>
    public Task ReadyAsync(Func<bool> condition, TimeSpan timeout, string what, CancellationToken cancellation) =>
        Until.TrueAsync(
            () => condition() || (IsRunning ? false : throw new TestbedException($"'{Name}' ended instead of {what}. Its log {LogFile} ends with:\n{LogTail()}")),
            timeout,
            () => $"'{Name}' was not {what} within {timeout.TotalSeconds} s. Its log {LogFile} ends with:\n{LogTail()}",
            cancellation);

    private async Task<bool> GoneWithinAsync(TimeSpan grace, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (IsRunning && clock.Elapsed < grace)
        {
            await Task.Delay(Until.Interval, cancellation).ConfigureAwait(false);
        }

        return !IsRunning;
    }

    private void Signal(int signal)
    {
        if (IsRunning && Libc.Kill(Pid, signal) != 0 && Marshal.GetLastPInvokeError() != Libc.Esrch)
        {
            throw new TestbedException($"Stopping '{Name}' ({Pid}) failed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private string LogTail() =>
        File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(LogTailLines)) : "(no log)";

    private static Stat? ReadStat(int pid)
    {
        try
        {
            // The program's name is in parentheses and may contain anything; the fields count from behind the last one.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(fields[0] is "Z" or "X", ulong.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Stat(bool Zombie, ulong StartTicks);
}
