using MigrationActors.Cli.Doctor;

namespace MigrationActors.Cli.Tests.Fakes;

/// <summary>A machine as a test wants it.</summary>
internal sealed class FakeProbe(HostFacts facts) : IHostProbe
{
    /// <summary>Lacks nothing.</summary>
    public static HostFacts Everything { get; } = new(
        Root: true,
        Capabilities: ulong.MaxValue,
        Tun: DeviceState.Opens,
        Kvm: DeviceState.Opens,
        Userfaultfd: DeviceState.Opens,
        UserfaultfdForAll: false,
        QemuVersion: "7.2.22",
        NfsDriver: Trial.Works,
        Ip: "6.1.0",
        Tc: "6.1.0",
        Kernel: new KernelTrials(Trial.Works, Trial.Works, Trial.Works, Trial.Works, Trial.Works),
        ClockDaemons: ["chronyd"],
        Runtime: new Version(10, 0, 1),
        WebRuntime: true);

    /// <summary>Has nothing but what runs migctl.</summary>
    public static HostFacts Bare { get; } = new(
        Root: false,
        Capabilities: 0,
        Tun: DeviceState.Absent,
        Kvm: DeviceState.Absent,
        Userfaultfd: DeviceState.Absent,
        UserfaultfdForAll: null,
        QemuVersion: null,
        NfsDriver: Trial.Fails("QEMU does not know nfs://"),
        Ip: null,
        Tc: null,
        Kernel: KernelTrials.NotTried("iproute2 is missing"),
        ClockDaemons: [],
        Runtime: new Version(10, 0, 1),
        WebRuntime: false);

    public Task<HostFacts> LookAsync(Roles roles, CancellationToken cancellation) => Task.FromResult(facts);
}
