using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Lifecycle;

/// <summary>What a testbed with guests needs of this machine.</summary>
public static class TestbedRequirements
{
    private static readonly string[] Programs =
    [
        "ip", "tc", "ethtool", "start-stop-daemon", "setpriv", "rpcbind", "ganesha.nfsd", "qemu-img", "qemu-system-x86_64", "iperf3",
        "busybox", "cpio", "gcc",
    ];

    /// <returns>What is missing and how to get it, as a sentence; null where nothing is.</returns>
    public static string? Obstacle()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "A testbed needs root, to make network namespaces.";
        }

        try
        {
            ProgramPath.Require(Programs);
            return null;
        }
        catch (TestbedException e)
        {
            return e.Message;
        }
    }
}
