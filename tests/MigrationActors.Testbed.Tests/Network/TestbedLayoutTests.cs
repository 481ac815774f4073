using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Network;

public sealed class TestbedLayoutTests
{
    private readonly TestbedLayout _layout = new(TestbedPrefix.Parse("ma"));

    [Theory]
    [InlineData("src", "10.77.0.1")]
    [InlineData("dst", "10.77.0.2")]
    [InlineData("ext", "10.77.0.3")]
    [InlineData("nfs", "10.77.0.4")]
    public void Each_host_has_its_address_namespace_and_folder(string name, string address)
    {
        var host = _layout.Host(name);
        host.Address.ToString().ShouldBe(address);
        host.Namespace.ShouldBe("ma-" + name);
        host.VmFolder.ShouldBe($"{TestbedLayout.StateRoot}/ma/{name}/vms");
    }

    [Fact]
    public void Guests_have_addresses_apart_from_the_hosts() => _layout.GuestAddress(7).ToString().ShouldBe("10.77.0.107");

    [Fact]
    public void An_unknown_host_is_refused_with_the_hosts_there_are() =>
        Should.Throw<TestbedException>(() => _layout.Host("xyz")).Message.ShouldContain("src, dst, ext, nfs");
}
