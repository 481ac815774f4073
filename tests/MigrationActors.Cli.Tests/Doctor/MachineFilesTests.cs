using MigrationActors.Cli.Doctor;

namespace MigrationActors.Cli.Tests.Doctor;

public sealed class MachineFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("migctl-test-").FullName;

    private MachineFiles Files => new(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Capabilities_are_read_from_the_process()
    {
        Write("proc/self/status", "Name:\tx\nCapInh:\t0000000000000000\nCapEff:\t0000000000001000\n");

        Files.EffectiveCapabilities().ShouldBe(1UL << 12);
    }

    [Fact]
    public void Where_proc_tells_nothing_nothing_is_assumed()
    {
        Directory.CreateDirectory(Path.Combine(_root, "proc"));

        Files.EffectiveCapabilities().ShouldBe(0UL);
        Files.UserfaultfdForAll().ShouldBeNull();
        Files.ClockDaemons().ShouldBeEmpty();
        Files.Device("dev/kvm").ShouldBe(DeviceState.Absent);
        Files.HasNfsModule().ShouldBeFalse();
    }

    [Theory]
    [InlineData("0\n", false)]
    [InlineData("1\n", true)]
    public void The_sysctl_is_read(string content, bool forAll)
    {
        Write("proc/sys/vm/unprivileged_userfaultfd", content);

        Files.UserfaultfdForAll().ShouldBe(forAll);
    }

    [Fact]
    public void A_clock_daemon_is_known_by_the_name_the_kernel_cuts()
    {
        Write("proc/17/comm", "systemd-timesyn\n");
        Write("proc/18/comm", "bash\n");
        Write("proc/sys/kernel/x", "");

        Files.ClockDaemons().ShouldBe(["systemd-timesyn"]);
    }

    [Theory]
    [InlineData("usr/lib/x86_64-linux-gnu/qemu/block-nfs.so")]
    [InlineData("usr/lib64/qemu/block-nfs.so")]
    public void The_nfs_module_is_found_where_distributions_put_it(string path)
    {
        Write(path, "");

        Files.HasNfsModule().ShouldBeTrue();
    }

    [Fact]
    public void A_device_that_opens_opens()
    {
        Write("dev/net/tun", "");

        Files.Device("dev/net/tun").ShouldBe(DeviceState.Opens);
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
