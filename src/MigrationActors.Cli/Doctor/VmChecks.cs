namespace MigrationActors.Cli.Doctor;

/// <summary>What it takes to run VMs and to move them.</summary>
internal static class VmChecks
{
    /// <summary>What the migration code is written for and tested with.</summary>
    private static readonly Version OldestTried = new(7, 2);

    public static CheckResult Tun(HostFacts facts)
    {
        const string name = "/dev/net/tun";
        return facts.Tun switch
        {
            DeviceState.Opens => CheckResult.Ok(name, "opens"),
            DeviceState.Closed => CheckResult.Missing(
                name, "is there, and cannot be opened", "Run doctor as migrationd's user, as root; in a container add --device /dev/net/tun."),
            _ => CheckResult.Missing(name, "absent", "modprobe tun; in a container add --device /dev/net/tun."),
        };
    }

    public static CheckResult Qemu(HostFacts facts)
    {
        const string name = "QEMU";
        return facts.QemuVersion is not { } text
            ? CheckResult.Missing(name, "no qemu-system-x86_64", "apt-get install qemu-system-x86")
            : Version.TryParse(text, out var version) && version >= OldestTried
            ? CheckResult.Ok(name, $"qemu-system-x86_64 {text}")
            : CheckResult.Warning(
                name,
                $"qemu-system-x86_64 {text}",
                $"MigrationActors is tried with QEMU {OldestTried} and later: apt-get install qemu-system-x86 from Debian 12 or later.");
    }

    public static CheckResult NfsDriver(HostFacts facts)
    {
        const string name = "QEMU nfs driver";
        const string fix = "apt-get install qemu-block-extra";
        return facts.NfsDriver.Outcome switch
        {
            TrialOutcome.Works => CheckResult.Ok(name, facts.NfsDriver.Detail),
            TrialOutcome.Fails => CheckResult.Missing(name, facts.NfsDriver.Detail, fix),
            _ => CheckResult.Warning(name, $"not tried: {facts.NfsDriver.Detail}", $"{fix} (and qemu-utils, to try it)"),
        };
    }

    /// <summary>A warning at most: without post-copy migrations fall back to pre-copy, and say so.</summary>
    public static CheckResult PostCopy(HostFacts facts)
    {
        const string name = "Post-copy";
        return facts switch
        {
            { UserfaultfdForAll: null, Userfaultfd: DeviceState.Absent } => CheckResult.Warning(
                name,
                "the kernel has no userfaultfd",
                "Migrations here will be pre-copy. For post-copy use a kernel with CONFIG_USERFAULTFD, as Debian's: apt-get install linux-image-amd64"),
            { UserfaultfdForAll: true } => CheckResult.Ok(name, "userfaultfd is open to all (vm.unprivileged_userfaultfd=1)"),
            { UserfaultfdForAll: false, MayTrace: true } => CheckResult.Ok(name, "userfaultfd is open to this user (CAP_SYS_PTRACE)"),
            { Userfaultfd: DeviceState.Opens } => CheckResult.Ok(name, "/dev/userfaultfd opens"),
            _ => CheckResult.Warning(
                name,
                "userfaultfd is closed to this user",
                "Run migrationd as root, or open it: sysctl -w vm.unprivileged_userfaultfd=1 (to keep it, a line in /etc/sysctl.d). "
                    + "Otherwise migrations here will be pre-copy."),
        };
    }

    /// <summary>A warning at most: QEMU runs without. And a hint at most: a device that opens proves no guest that boots.</summary>
    public static CheckResult Kvm(HostFacts facts)
    {
        const string name = "/dev/kvm";
        const string setting = "The accelerator is a setting of each VM's definition: choose tcg where kvm does not work.";
        return facts.Kvm switch
        {
            DeviceState.Opens => CheckResult.Ok(name, "opens (whether guests boot with it, only a guest tells)"),
            DeviceState.Closed => CheckResult.Warning(name, "is there, and cannot be opened", "Run as root or in the group kvm. " + setting),
            _ => CheckResult.Warning(name, "absent: guests run emulated, slowly", "Turn virtualization on in the firmware, or nested in the hypervisor. " + setting),
        };
    }
}
