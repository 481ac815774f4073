using System.Text.Json;
using MigrationActors.Core;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Guests;

public sealed class GuestDefinitionTests
{
    private static readonly TestbedLayout Layout = new(TestbedPrefix.Parse("ma"));
    private static readonly GuestImage Image = new("/k", "/i");

    [Fact]
    public void A_definition_names_kernel_disk_card_and_sla()
    {
        var options = new GuestOptions("web1") { Workload = "content-delivery", Sla = (new Mbps(10), new Mbps(20)) };
        using var json = JsonDocument.Parse(GuestDefinition.ToJson(options, 3, Image, Layout));
        var root = json.RootElement;
        root.GetProperty("kernel").GetString().ShouldBe("/k");
        root.GetProperty("initrd").GetString().ShouldBe("/i");
        root.GetProperty("disks")[0].GetProperty("source").GetString().ShouldBe("nfs://10.77.0.4/vms/web1.img");
        root.GetProperty("nics")[0].GetProperty("mac").GetString().ShouldBe("52:54:00:77:00:03");
        root.GetProperty("workload").GetString().ShouldBe("content-delivery");
        root.GetProperty("sla").GetProperty("upperMbps").GetDouble().ShouldBe(20);
    }

    [Fact]
    public void The_product_accepts_the_definition()
    {
        var options = new GuestOptions("web1") { FillMiB = 64, Out = new Mbps(5), Workload = "batch", Sla = (new Mbps(1), new Mbps(2)) };
        VmDefinitionReader.Read(GuestDefinition.ToJson(options, 3, Image, Layout), "of a test").Name.Value.ShouldBe("web1");
    }

    [Fact]
    public void What_the_guest_does_is_on_its_kernels_command_line()
    {
        var options = new GuestOptions("web1") { FillMiB = 100, DirtyMiBPerSecond = 5, Out = new Mbps(12.5), In = new Mbps(3) };
        Append(options).ShouldBe("console=ttyS0 quiet ip=10.77.0.103/24 fill=100 dirty=5 ws=64 out=12.5:10.77.0.3:5303 in=3:10.77.0.3:5403");
    }

    [Fact]
    public void What_is_not_asked_for_is_not_mentioned()
    {
        Append(new GuestOptions("web1")).ShouldBe("console=ttyS0 quiet ip=10.77.0.103/24");
        using var json = JsonDocument.Parse(GuestDefinition.ToJson(new GuestOptions("web1"), 3, Image, Layout));
        json.RootElement.TryGetProperty("workload", out _).ShouldBeFalse();
        json.RootElement.TryGetProperty("sla", out _).ShouldBeFalse();
    }

    private static string? Append(GuestOptions options)
    {
        using var json = JsonDocument.Parse(GuestDefinition.ToJson(options, 3, Image, Layout));
        return json.RootElement.GetProperty("append").GetString();
    }
}
