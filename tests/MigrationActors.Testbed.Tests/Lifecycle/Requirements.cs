using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Tests.Lifecycle;

/// <summary>What tests on the real kernel need.</summary>
internal static class Requirements
{
    internal static void SkipWithoutThem()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "A testbed needs root.");
        try
        {
            ProgramPath.Require("ip", "tc", "ethtool", "rpcbind", "ganesha.nfsd", "qemu-img", "qemu-system-x86_64", "iperf3", "busybox", "cpio", "gcc");
        }
        catch (TestbedException e)
        {
            Skip.If(true, e.Message);
        }
    }
}
