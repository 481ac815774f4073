using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MigrationActors.Qemu.Launch;

/// <summary>
/// A process that is not our child, held by a pidfd: while it is held, its number cannot come to mean another process. A zombie counts
/// as ended, because somebody else may never reap it.
/// </summary>
internal sealed partial class ProcessHandle : IDisposable
{
    // The numbers are the same on every architecture; glibc has wrappers only since 2.36.
    private const nint SysPidfdSendSignal = 424;
    private const nint SysPidfdOpen = 434;
    private const int NoSuchProcess = 3;
    private const int InterruptedCall = 4;
    private const short Readable = 1;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(10);
    private readonly SafeFileHandle _descriptor;

    private ProcessHandle(int descriptor) => _descriptor = new SafeFileHandle(descriptor, ownsHandle: true);

    /// <returns>Null where there is no such process.</returns>
    public static ProcessHandle? Open(int pid)
    {
        var descriptor = SystemCall(SysPidfdOpen, pid, 0, 0, 0);
        if (descriptor >= 0)
            return new ProcessHandle((int)descriptor);
        return Marshal.GetLastPInvokeError() == NoSuchProcess ? null : throw new Win32Exception();
    }

    public bool HasEnded
    {
        get
        {
            var request = new PollRequest { Descriptor = (int)_descriptor.DangerousGetHandle(), Events = Readable };
            int ready;
            do
            {
                ready = Poll(ref request, 1, 0);
            }
            while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);
            return ready >= 0 ? ready > 0 : throw new Win32Exception();
        }
    }

    /// <summary>Sends a signal; nothing happens where the process has ended.</summary>
    public void Signal(PosixSignalNumber signal)
    {
        if (SystemCall(SysPidfdSendSignal, _descriptor.DangerousGetHandle(), (nint)signal, 0, 0) < 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new Win32Exception();
    }

    /// <returns>False where it still runs after <paramref name="patience"/>.</returns>
    public async Task<bool> WaitForEndAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(LookAgainAfter, time);
        while (!HasEnded)
        {
            if (time.GetElapsedTime(began) >= patience)
                return false;
            await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
        }

        return true;
    }

    public void Dispose() => _descriptor.Dispose();

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollRequest requests, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
