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
