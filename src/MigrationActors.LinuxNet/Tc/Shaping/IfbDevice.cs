using System.Globalization;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>Makes and removes the IFB devices that ingress is shaped on.</summary>
internal sealed class IfbDevice(ICommandRunner runner, NetworkFiles files)
{
    // The kernel's 32 packets would drop bursts before HTB ever saw them.
    private const string QueueLength = "1000";

    /// <summary>Named by the interface's index: the name then fits, and tells whose it is also after a rename.</summary>
    public static InterfaceName NameFor(int interfaceIndex) =>
        new(TcHandles.IfbPrefix + interfaceIndex.ToString(CultureInfo.InvariantCulture));

    public static bool IsOurs(string name) => name.StartsWith(TcHandles.IfbPrefix, StringComparison.Ordinal);

    public async Task CreateAsync(InterfaceName ifb)
    {
        var batch = $"link add name {ifb} txqueuelen {QueueLength} type ifb\nlink set dev {ifb} up\n";
        var result = await runner.RunAsync("ip", ["-batch", "-"], batch, CancellationToken.None).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            await DeleteAsync(ifb).ConfigureAwait(false);
        }

        Check(result, $"create the IFB device {ifb}", " Is the kernel module 'ifb' there (modprobe ifb)?");
    }

    public async Task DeleteAsync(InterfaceName ifb)
    {
        if (!files.Exists(ifb))
        {
            return;
        }

        var result = await runner.RunAsync("ip", ["link", "delete", "dev", ifb.Value], cancellation: CancellationToken.None).ConfigureAwait(false);
        if (files.Exists(ifb))
        {
            Check(result, $"remove the IFB device {ifb}", "");
        }
    }

    private static void Check(CommandResult result, string attempt, string hint)
    {
        MissingPrivilegeException.ThrowIfDenied(result, attempt);
        if (!result.Succeeded)
        {
            throw new TcException($"Could not {attempt}: {result.Complaint.ReplaceLineEndings("; ")}.{hint}", TcAftermath.Restored);
        }
    }
}
