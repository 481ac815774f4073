using System.Text.RegularExpressions;
using MigrationActors.Processes;

namespace MigrationActors.Cli.Doctor;

/// <summary>Asks the programs that are needed for their versions.</summary>
internal sealed partial class ProgramProbe(ICommandRunner runner)
{
    private const string Unknown = "of unknown version";

    // tc is in sbin, which a plain user's PATH lacks; migrationd's unit has it.
    private static readonly string[] AlwaysSearched = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <param name="program"><c>ip</c> or <c>tc</c>.</param>
    public async Task<FoundProgram?> IprouteVersionAsync(string program, CancellationToken cancellation)
    {
        if (Find(program) is not { } path)
        {
            return null;
        }

        var said = await runner.RunAsync(path, ["-V"], cancellation: cancellation).ConfigureAwait(false);
        return new FoundProgram(path, IprouteVersion().Match(said.Output) is { Success: true } match ? match.Groups[1].Value : Unknown);
    }

    public async Task<string?> QemuVersionAsync(CancellationToken cancellation)
    {
        if (Find("qemu-system-x86_64") is not { } path)
        {
            return null;
        }

        var said = await runner.RunAsync(path, ["--version"], cancellation: cancellation).ConfigureAwait(false);
        return QemuVersion().Match(said.Output) is { Success: true } match ? match.Groups[1].Value : Unknown;
    }

    /// <summary>
    /// Lets QEMU load its driver on an address without a host: a QEMU without the driver complains of the protocol, one with it of the
    /// address. Nothing goes over a network.
    /// </summary>
    /// <param name="moduleFile">Whether the driver's file is there, for where there is nothing to try it with.</param>
    public async Task<Trial> TryNfsDriverAsync(bool moduleFile, CancellationToken cancellation)
    {
        if (Find("qemu-img") is not { } path)
        {
            return moduleFile ? Trial.Works with { Detail = "block-nfs.so is there" } : Trial.NotTried("there is no qemu-img, and no block-nfs.so");
        }

        var said = await runner.RunAsync(path, ["info", "nfs://"], cancellation: cancellation).ConfigureAwait(false);
        return said.Error.Contains("Unknown protocol", StringComparison.Ordinal)
            ? Trial.Fails("QEMU does not know nfs://")
            : Trial.Works with { Detail = "QEMU knows nfs://" };
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Concat(AlwaysSearched)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"iproute2-(?:ss)?([0-9.]+)")]
    private static partial Regex IprouteVersion();

    [GeneratedRegex(@"version ([0-9]+(?:\.[0-9]+)+)")]
    private static partial Regex QemuVersion();
}
