using System.Diagnostics;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>A program that has a tap open, as the QEMU of a VM has; gone with the test.</summary>
internal sealed class TapUser : IDisposable
{
    private const string Program = "/usr/bin/qemu-system-x86_64";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private TapUser(Process process) => _process = process;

    public static async Task<TapUser> OpenAsync(TestNamespace space, InterfaceName tap)
    {
        Skip.IfNot(File.Exists(Program), $"{Program} is not installed (package qemu-system-x86).");
        var user = new TapUser(Process.Start(
            "ip",
            [
                "netns", "exec", space.Name, Program, "-nodefaults", "-display", "none", "-machine", "none", "-S",
                "-netdev", $"tap,id=net0,ifname={tap},script=no,downscript=no",
            ]));
        try
        {
            await Wait.UntilAsync(() => space.Files.HasCarrier(tap), Patience, $"{tap} is in use");
            return user;
        }
        catch
        {
            user.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
