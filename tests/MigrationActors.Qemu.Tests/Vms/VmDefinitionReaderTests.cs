using MigrationActors.Core;
using MigrationActors.Core.Sla;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Tests.Vms;

public class VmDefinitionReaderTests
{
    private const string Full = """
        { "name":"web1", "memoryMiB":256, "vcpus":2, "accelerator":"kvm", "machine":"pc-i440fx-7.2", "kernel":"/boot/vm linuz", "initrd":"/boot/initrd",
          "append":"console=ttyS0 a=1,2 b=\"é\"",
          "disks":[{"source":"nfs://10.77.0.4/vms/web1.img","format":"raw"},{"source":"/var/lib/vms/web1.qcow2","format":"qcow2"}],
          "nics":[{"mac":"52:54:00:12:34:AB","bridge":"br0"}], "workload":"content-delivery", "sla":{"lowerMbps":10,"upperMbps":20.5} }
        """;

    [Fact]
    public void A_full_definition_is_read()
    {
        var vm = Read(Full);
        vm.Name.Value.ShouldBe("web1");
        (vm.MemoryMiB, vm.Vcpus, vm.Accelerator, vm.Machine).ShouldBe((256, 2, Accelerator.Kvm, "pc-i440fx-7.2"));
        vm.Boot.ShouldBe(new VmBoot("/boot/vm linuz", "/boot/initrd", "console=ttyS0 a=1,2 b=\"é\""));
        vm.Disks.Select(disk => (disk.Source.NfsServer, disk.Source.Path, disk.Format)).ShouldBe(
            [("10.77.0.4", "/vms/web1.img", DiskFormat.Raw), (null, "/var/lib/vms/web1.qcow2", DiskFormat.Qcow2)]);
        vm.Nics.ShouldBe([new VmNic("52:54:00:12:34:ab", "br0")]);
        vm.Workload.ShouldBe(WorkloadType.ContentDelivery);
        vm.Sla.ShouldBe(new SlaBounds(new Mbps(10), new Mbps(20.5)));
    }

    [Fact]
    public void A_name_and_a_memory_size_are_enough()
    {
        var vm = Read("""{"name":"a","memoryMiB":16}""");
        (vm.Vcpus, vm.Accelerator, vm.Machine).ShouldBe((1, Accelerator.Tcg, "pc"));
        (vm.Boot, vm.Workload, vm.Sla).ShouldBe((null, null, null));
        vm.Disks.ShouldBeEmpty();
        vm.Nics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Full)]
    [InlineData("""{"name":"a","memoryMiB":16}""")]
    public void What_is_written_is_read_again(string json)
    {
        var written = Read(json).ToJson();
        Read(written).ToJson().ShouldBe(written);
        written.Contains("\\u", StringComparison.Ordinal).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("a;b")]
    [InlineData("$(id)")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a'b")]
    [InlineData("a\\\"b")]
    [InlineData("a,b")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("web1\\n")]
    [InlineData("\\ud800")]
    [InlineData("ä")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_name_that_would_not_be_safe_is_refused(string name) =>
        Problem($$"""{"name":"{{name}}","memoryMiB":64}""").ShouldBe($"""name is "{name}", but must be {VmName.Rule}.""");

    [Fact]
    public void The_longest_name_is_taken() => Read($$"""{"name":"{{new string('a', 63)}}","memoryMiB":64}""").Name.Value.Length.ShouldBe(63);

    [Theory]
    [InlineData("""{"memoryMiB":64}""", "name is missing")]
    [InlineData("""{"name":"a"}""", "memoryMiB is missing; it must be a whole number from 16 to 4194304")]
    [InlineData("""{"name":"a","memoryMiB":-5}""", "memoryMiB is -5, but must be a whole number from 16 to 4194304")]
    [InlineData("""{"name":"a","memoryMiB":15}""", "memoryMiB is 15")]
    [InlineData("""{"name":"a","memoryMiB":4194305}""", "memoryMiB is 4194305")]
    [InlineData("""{"name":"a","memoryMiB":64.5}""", "memoryMiB is 64.5")]
    [InlineData("""{"name":"a","memoryMiB":1e999}""", "memoryMiB is 1e999")]
    [InlineData("""{"name":"a","memoryMiB":"64"}""", "memoryMiB is \"64\"")]
    [InlineData("""{"name":"a","memoryMiB":null}""", "memoryMiB is null")]
    [InlineData("""{"name":"a","memoryMiB":64,"vcpus":0}""", "vcpus is 0, but must be a whole number from 1 to 512")]
    [InlineData("""{"name":"a","memoryMiB":64,"accelerator":"xen"}""", "accelerator is \"xen\", but must be \"tcg\" or \"kvm\"")]
    [InlineData("""{"name":"a","memoryMiB":64,"machine":"pc,accel=kvm"}""", "machine is \"pc,accel=kvm\"")]
    [InlineData("""{"name":"a","memoryMiB":64,"kernel":"vmlinuz"}""", "kernel is \"vmlinuz\", but must be an absolute path")]
    [InlineData("""{"name":"a","memoryMiB":64,"kernel":"/a,b"}""", "kernel is \"/a,b\"")]
    [InlineData("""{"name":"a","memoryMiB":64,"kernel":"/a\u0000b"}""", "kernel is")]
    [InlineData("""{"name":"a","memoryMiB":64,"kernel":"/k","append":"a\nb"}""", "append is \"a\\nb\", but must be a kernel command line")]
    [InlineData("""{"name":"a","memoryMiB":64,"append":"quiet"}""", "append is given without a kernel")]
    [InlineData("""{"name":"a","memoryMiB":64,"initrd":"/i"}""", "initrd is given without a kernel")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":{}}""", "disks is {}, but must be a list of at most 16 objects")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":["/a"]}""", "disks[0] is \"/a\", but must be an object")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":[{"source":"/a"}]}""", "disks[0].format is missing; it must be \"raw\" or \"qcow2\"")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":[{"source":"/a","format":"vmdk"}]}""", "disks[0].format is \"vmdk\"")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":[{"source":"http://a/b","format":"raw"}]}""", "disks[0].source is \"http://a/b\", but must be nfs://HOST/PATH")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":[{"source":"nfs://h/../etc","format":"raw"}]}""", "disks[0].source is")]
    [InlineData("""{"name":"a","memoryMiB":64,"disks":[{"source":"nfs:///b","format":"raw"}]}""", "disks[0].source is")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"53:54:00:12:34:56","bridge":"br0"}]}""", "nics[0].mac is \"53:54:00:12:34:56\", but must be a unicast MAC address")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"52:54:00:12:34","bridge":"br0"}]}""", "nics[0].mac is")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"00:00:00:00:00:00","bridge":"br0"}]}""", "nics[0].mac is")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"52:54:00:12:34:56","bridge":"-br0"}]}""", "nics[0].bridge is \"-br0\", but must be a bridge's name")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"52:54:00:12:34:aa","bridge":"b"},{"mac":"52:54:00:12:34:AA","bridge":"b"}]}""", "nics have the same mac")]
    [InlineData("""{"name":"a","memoryMiB":64,"workload":"ContentDelivery"}""", "workload is \"ContentDelivery\", but must be one of transactional, analytical, content-delivery")]
    [InlineData("""{"name":"a","memoryMiB":64,"sla":{"lowerMbps":20,"upperMbps":10}}""", "sla.lowerMbps (20) is above sla.upperMbps (10)")]
    [InlineData("""{"name":"a","memoryMiB":64,"sla":{"lowerMbps":-1,"upperMbps":10}}""", "sla.lowerMbps is -1, but must be a number of Mbit/s, zero or more")]
    [InlineData("""{"name":"a","memoryMiB":64,"sla":{"upperMbps":10}}""", "sla.lowerMbps is missing")]
    [InlineData("""{"name":"a","memoryMiB":64,"memory":64}""", "memory is no known field; known here are name, memoryMiB, vcpus")]
    [InlineData("""{"Name":"a","name":"a","memoryMiB":64}""", "Name is no known field")]
    [InlineData("""{"name":"a","memoryMiB":64,"nics":[{"mac":"52:54:00:12:34:56","bridge":"br0","vlan":5}]}""", "nics[0].vlan is no known field; known here are mac, bridge")]
    [InlineData("""{"name":"a","memoryMiB":64,"sla":{"lowerMbps":1,"upperMbps":10,"unit":"k"}}""", "sla.unit is no known field")]
    [InlineData("""{"name":"a","name":"b","memoryMiB":64}""", "it is not valid JSON: Duplicate")]
    [InlineData("""{"name":"a","memoryMiB":64,}""", "it is not valid JSON")]
    [InlineData("""{"name":"a" /* no */,"memoryMiB":64}""", "it is not valid JSON")]
    [InlineData("""{"name":"a","\ud800":1,"memoryMiB":64}""", "it is not valid JSON")]
    [InlineData("[]", "the definition is [], but must be an object")]
    [InlineData("", "it is not valid JSON")]
    public void Bad_input_is_named_with_what_is_allowed(string json, string problem) => Problem(json).ShouldStartWith(problem);

    [Fact]
    public void Every_problem_is_listed_at_once_with_where_it_comes_from()
    {
        var refused = Should.Throw<InvalidVmDefinitionException>(() => VmDefinitionReader.Read(
            """{"name":"-x","memoryMiB":-1,"nics":[{"mac":"x","bridge":"br0"}],"colour":"red"}""", "in 'web1.json'"));
        refused.Message.ShouldStartWith("The VM definition in 'web1.json' cannot be used:");
        refused.Problems.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("nfs://[fd00::4]/vms/a.img", "fd00::4", false)]
    [InlineData("nfs://nas.example.org/vms/a.img", "nas.example.org", false)]
    [InlineData("/dev/vg0/a", null, true)]
    [InlineData("/vms/a.img", null, false)]
    public void Disk_sources_are_told_apart(string text, string? server, bool device)
    {
        DiskSource.TryParse(text, out var source).ShouldBeTrue();
        source!.NfsServer.ShouldBe(server);
        source.IsDevice.ShouldBe(device);
    }

    [Fact]
    public void A_bad_name_on_its_own_has_a_message() =>
        Should.Throw<InvalidVmNameException>(() => VmName.Parse("a;b")).Message.ShouldContain("'a;b' cannot name a VM");

    private static VmDefinition Read(string json) => VmDefinitionReader.Read(json, "of the test");

    private static string Problem(string json) =>
        Should.Throw<InvalidVmDefinitionException>(() => Read(json)).Problems.ShouldHaveSingleItem();
}
