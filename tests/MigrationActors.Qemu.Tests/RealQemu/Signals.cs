using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MigrationActors.Qemu.Tests.RealQemu;

/// <summary>What happens to processes on bad days.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Stop = 19;

    public static void Send(int pid, int signal)
    {
        if (SendSignal(pid, signal) < 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
