namespace MigrationActors.Cli.Doctor;

/// <summary>What it takes to shape traffic.</summary>
internal static class NetworkChecks
{
    public static CheckResult Privileges(HostFacts facts)
    {
        const string name = "CAP_NET_ADMIN";
        return facts.MayShapeTraffic
            ? CheckResult.Ok(name, facts.Root ? "running as root" : "held by this process")
            : CheckResult.Missing(
                name,
                facts.Root ? "root, but without the capability (a container?)" : "not held by this process",
                "Run migrationd as root, or give its systemd unit AmbientCapabilities=CAP_NET_ADMIN; run doctor as migrationd's user. "
                    + "A container needs the capability from its engine (--cap-add NET_ADMIN).");
    }

    public static CheckResult Iproute(HostFacts facts)
    {
        const string name = "iproute2";
        return (facts.Ip, facts.Tc) switch
        {
            ({ } ip, { } tc) => CheckResult.Ok(name, ip == tc ? $"ip and tc {ip}" : $"ip {ip}, tc {tc}"),
            (null, null) => CheckResult.Missing(name, "neither ip nor tc", "apt-get install iproute2"),
            (null, _) => CheckResult.Missing(name, "no ip", "apt-get install iproute2"),
            _ => CheckResult.Missing(name, "no tc", "apt-get install iproute2"),
        };
    }

    public static CheckResult Htb(HostFacts facts) => Kernel("tc HTB", facts.Kernel.Htb, "sch_htb", "CONFIG_NET_SCH_HTB");

    public static CheckResult U32(HostFacts facts) => Kernel("tc u32", facts.Kernel.U32, "cls_u32", "CONFIG_NET_CLS_U32");

    public static CheckResult Ingress(HostFacts facts) => Kernel("tc ingress", facts.Kernel.Ingress, "sch_ingress", "CONFIG_NET_SCH_INGRESS");

    public static CheckResult Ifb(HostFacts facts) => Kernel("IFB device", facts.Kernel.Ifb, "ifb", "CONFIG_IFB");

    public static CheckResult Mirred(HostFacts facts) => Kernel("tc mirred", facts.Kernel.Mirred, "act_mirred", "CONFIG_NET_ACT_MIRRED");

    private static CheckResult Kernel(string name, Trial trial, string module, string option) => trial.Outcome switch
    {
        TrialOutcome.Works => CheckResult.Ok(name, "works (tried in a namespace of its own)"),
        TrialOutcome.NotTried => CheckResult.Warning(
            name, $"not tried: {trial.Detail}", "Mend what is named, then run doctor again as root: only trying it tells."),
        _ => CheckResult.Missing(
            name,
            $"the kernel refuses it: {trial.Detail}",
            $"modprobe {module}; where the kernel has no such module ({option}), install Debian's own: apt-get install linux-image-amd64"),
    };
}
