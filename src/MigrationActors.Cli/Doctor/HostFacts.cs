namespace MigrationActors.Cli.Doctor;

/// <summary>What was found on this machine, without a judgement: <see cref="CheckList"/> has that.</summary>
/// <param name="Root">Whether doctor runs as root.</param>
/// <param name="Capabilities">The process's effective capabilities, as CapEff of /proc/self/status.</param>
/// <param name="QemuVersion">What qemu-system-x86_64 says, for example <c>7.2.22</c>; null where it is absent.</param>
/// <param name="NfsDriver">Whether QEMU knows nfs://.</param>
/// <param name="Ip">The version of <c>ip</c>, or null.</param>
/// <param name="Tc">The version of <c>tc</c>, or null.</param>
/// <param name="UserfaultfdForAll">vm.unprivileged_userfaultfd; null where the kernel has no userfaultfd.</param>
/// <param name="ClockDaemons">The running programs that keep the clock.</param>
/// <param name="Runtime">The version of .NET that runs this.</param>
/// <param name="WebRuntime">Whether ASP.NET Core of the same release is beside it.</param>
internal sealed record HostFacts(
    bool Root,
    ulong Capabilities,
    DeviceState Tun,
    DeviceState Kvm,
    DeviceState Userfaultfd,
    bool? UserfaultfdForAll,
    string? QemuVersion,
    Trial NfsDriver,
    string? Ip,
    string? Tc,
    KernelTrials Kernel,
    IReadOnlyList<string> ClockDaemons,
    Version Runtime,
    bool WebRuntime)
{
    /// <summary>Bit numbers of capability(7).</summary>
    private const int NetAdmin = 12;
    private const int SysPtrace = 19;

    public bool MayShapeTraffic => Has(NetAdmin);

    /// <summary>userfaultfd(2): with this capability it is open whatever the sysctl says.</summary>
    public bool MayTrace => Has(SysPtrace);

    private bool Has(int bit) => (Capabilities >> bit & 1) == 1;
}
