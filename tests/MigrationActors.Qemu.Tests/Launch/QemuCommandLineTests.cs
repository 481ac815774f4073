using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.Launch;

public class QemuCommandLineTests
{
    private const string Web1 = """
        {"name":"web1","memoryMiB":256,"vcpus":2,"kernel":"/k/vmlinuz","initrd":"/k/initrd","append":"console=ttyS0 a=1,2",
         "disks":[{"source":"nfs://10.77.0.4/vms/web1.img","format":"raw"},{"source":"/dev/vg0/data","format":"raw"},{"source":"/vms/c.qcow2","format":"qcow2"}],
         "nics":[{"mac":"52:54:00:12:34:56","bridge":"br0"}]}
        """;

    [Fact]
    public void A_VM_gets_exactly_these_arguments() => Build(Web1, VmStart.Boot).ShouldBe(
    [
        "-no-user-config", "-nodefaults", "-display none", "-name guest=web1", "-uuid 403e07ee-155d-874c-9ae6-4f95855e573e",
        "-machine pc", "-accel tcg", "-m 262136K", "-smp 2",
        "-kernel /k/vmlinuz", "-initrd /k/initrd", "-append console=ttyS0 a=1,2",
        """-blockdev {"node-name":"disk0","driver":"raw","file":{"driver":"nfs","server":{"type":"inet","host":"10.77.0.4"},"path":"/vms/web1.img"}}""",
        "-device virtio-blk-pci,id=virtio-disk0,drive=disk0",
        """-blockdev {"node-name":"disk1","driver":"raw","file":{"driver":"host_device","filename":"/dev/vg0/data"}}""",
        "-device virtio-blk-pci,id=virtio-disk1,drive=disk1",
        """-blockdev {"node-name":"disk2","driver":"qcow2","file":{"driver":"file","filename":"/vms/c.qcow2"}}""",
        "-device virtio-blk-pci,id=virtio-disk2,drive=disk2",
        "-netdev tap,id=net0,ifname=tap0,script=no,downscript=no",
        "-device virtio-net-pci,id=virtio-net0,netdev=net0,mac=52:54:00:12:34:56,romfile=",
        "-chardev file,id=console,path=/run/vm,,s/web1/console.log,append=on", "-serial chardev:console",
        "-chardev socket,id=monitor-agent,path=/run/vm,,s/web1/qmp.sock,server=on,wait=off", "-mon chardev=monitor-agent,mode=control",
        "-chardev socket,id=monitor-human,path=/run/vm,,s/web1/human.sock,server=on,wait=off", "-mon chardev=monitor-human,mode=control",
        "-sandbox on,obsolete=deny,resourcecontrol=deny",
        "-D /run/vm,s/web1/qemu.log", "-pidfile /run/vm,s/web1/qemu.pid", "-daemonize",
    ]);

    [Fact]
    public void A_destination_differs_in_nothing_but_that_it_awaits_the_guest() =>
        Build(Web1, VmStart.AwaitMigration).Except(Build(Web1, VmStart.Boot)).ShouldBe(["-incoming defer"]);

    [Fact]
    public void A_guest_that_is_not_emulated_gets_its_memory_to_the_byte() =>
        Build(Web1.Replace("\"vcpus\":2", "\"accelerator\":\"kvm\"", StringComparison.Ordinal), VmStart.Boot).ShouldContain("-m 256M");

    [Fact]
    public void Cards_and_taps_must_match_in_number() =>
        Should.Throw<ArgumentException>(() => QemuCommandLine.Build(Read(Web1), Paths, [], VmStart.Boot)).Message.ShouldContain("1 network cards, but 0 taps");

    [Fact]
    public void The_sandbox_can_be_left_out() =>
        QemuCommandLine.Build(Read(Web1), Paths, ["tap0"], VmStart.Boot, sandbox: false).ShouldNotContain("-sandbox");

    private static VmPaths Paths => new("/run/vm,s/web1");

    private static VmDefinition Read(string json) => VmDefinitionReader.Read(json, "of the test");

    /// <summary>Options with their values, one text each, easier to compare.</summary>
    private static List<string> Build(string json, VmStart start)
    {
        var options = new List<string>();
        foreach (var argument in QemuCommandLine.Build(Read(json), Paths, ["tap0"], start))
        {
            if (argument.StartsWith('-'))
                options.Add(argument);
            else
                options[^1] += " " + argument;
        }

        return options;
    }
}
