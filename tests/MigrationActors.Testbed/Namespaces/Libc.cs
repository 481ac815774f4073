using System.Runtime.InteropServices;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>The system calls .NET has no words for. See setns(2), unshare(2), mount(2), kill(2).</summary>
internal static partial class Libc
{
    internal const int CloneNewNs = 0x00020000;
    internal const int CloneNewNet = 0x40000000;
    internal const nuint MsBind = 4096;
    internal const nuint MsRec = 16384;
    internal const nuint MsPrivate = 1 << 18;
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    /// <summary>No such process.</summary>
    internal const int Esrch = 3;

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    internal static partial int SetNs(SafeHandle file, int type);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    internal static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Mount(string source, string target, string? type, nuint flags, nint data);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    /// <exception cref="TestbedException">The call returned an error; the message says which and why.</exception>
    internal static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new TestbedException($"{what} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }
}
