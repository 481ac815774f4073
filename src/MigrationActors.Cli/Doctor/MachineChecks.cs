namespace MigrationActors.Cli.Doctor;

/// <summary>What every node needs.</summary>
internal static class MachineChecks
{
    public static CheckResult Clock(HostFacts facts)
    {
        const string name = "Clock";
        return facts.ClockDaemons.Count > 0
            ? CheckResult.Ok(name, $"kept by {string.Join(", ", facts.ClockDaemons)}")
            : CheckResult.Warning(
                name,
                "no program that keeps it is running",
                "Downtime is the difference of two hosts' clocks: apt-get install chrony. (In a VM or container whose clock is kept from outside, nothing.)");
    }

    /// <summary>
    /// A saturated link loses heartbeats too. By default TCP waits twice as long after each loss, until the node is taken for dead;
    /// and under BBR the kernel does not tell a connection that carries little from others.
    /// </summary>
    public static CheckResult Heartbeats(HostFacts facts)
    {
        const string name = "Heartbeats";
        const string setting = "net.ipv4.tcp_thin_linear_timeouts = 1";
        const string fix = $"Put '{setting}' into /etc/sysctl.d/60-migration-actors.conf, then run: sysctl --system";
        return (facts.ThinTimeouts, facts.CongestionControl) switch
        {
            (true, "bbr") => CheckResult.Warning(
                name, "the setting tcp_thin_linear_timeouts has no effect under BBR", "Put 'net.ipv4.tcp_congestion_control = cubic' beside it in /etc/sysctl.d, then run: sysctl --system"),
            (true, _) => CheckResult.Ok(name, "lost ones are sent again soon"),
            (false, "bbr") => CheckResult.Warning(
                name, "lost on a saturated link, a node may be taken for dead", $"{fix}. TCP's congestion control must be another than bbr for it: net.ipv4.tcp_congestion_control = cubic"),
            _ => CheckResult.Warning(name, "lost on a saturated link, a node may be taken for dead", fix),
        };
    }

    public static CheckResult Runtime(HostFacts facts)
    {
        const string name = ".NET";
        return facts.WebRuntime
            ? CheckResult.Ok(name, $"{facts.Runtime} with ASP.NET Core")
            : CheckResult.Missing(
                name,
                $"{facts.Runtime} without ASP.NET Core, which migrationd needs",
                $"apt-get install aspnetcore-runtime-{facts.Runtime.Major}.0 (from packages.microsoft.com), or dotnet-install.sh --runtime aspnetcore --channel {facts.Runtime.Major}.0");
    }
}
