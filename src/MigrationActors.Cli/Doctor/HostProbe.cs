using MigrationActors.Processes;

namespace MigrationActors.Cli.Doctor;

/// <summary>Looks at the machine it runs on. Reads and tries out; what it makes is in a namespace of its own and gone afterwards.</summary>
internal sealed class HostProbe(ProgramProbe programs, KernelProbe kernel, MachineFiles files) : IHostProbe
{
    public static HostProbe OfThisMachine(ICommandRunner runner)
    {
        var programs = new ProgramProbe(runner);
        return new HostProbe(programs, new KernelProbe(runner, $"ma-doctor-{Environment.ProcessId}"), new MachineFiles("/"));
    }

    public async Task<HostFacts> LookAsync(Roles roles, CancellationToken cancellation)
    {
        var ip = await programs.IprouteVersionAsync("ip", cancellation).ConfigureAwait(false);
        var tc = await programs.IprouteVersionAsync("tc", cancellation).ConfigureAwait(false);
        var shapes = (roles & (Roles.Host | Roles.Storage)) != 0;
        return new HostFacts(
            Environment.IsPrivilegedProcess,
            files.EffectiveCapabilities(),
            files.Device("dev/net/tun"),
            files.Device("dev/kvm"),
            files.Device("dev/userfaultfd"),
            files.UserfaultfdForAll(),
            await programs.QemuVersionAsync(cancellation).ConfigureAwait(false),
            await programs.TryNfsDriverAsync(files.HasNfsModule(), cancellation).ConfigureAwait(false),
            ip?.Version,
            tc?.Version,
            shapes ? await TryKernelAsync(ip?.Path, tc?.Path, cancellation).ConfigureAwait(false) : KernelTrials.NotTried("not needed for this role"),
            files.ClockDaemons(),
            Environment.Version,
            MachineFiles.HasWebRuntime());
    }

    private Task<KernelTrials> TryKernelAsync(string? ip, string? tc, CancellationToken cancellation) => (ip, tc) switch
    {
        (null, _) or (_, null) => Task.FromResult(KernelTrials.NotTried("iproute2 is missing")),
        _ when !Environment.IsPrivilegedProcess => Task.FromResult(KernelTrials.NotTried("doctor does not run as root")),
        _ => kernel.TryAsync(ip, tc, cancellation),
    };
}
