using System.Net;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Routes;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Kernel;

public sealed class TapManagerOnKernelTests : IAsyncLifetime
{
    private static readonly InterfaceName Bridge = new("br0");
    private TestNamespace? _space;

    private TestNamespace Space => _space!;

    private TapManager Taps => field ??= new TapManager(Space.Runner, Space.Files);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_space is not null)
        {
            await _space.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task A_tap_is_made_listed_and_removed_each_as_often_as_one_likes()
    {
        await SetUpAsync();

        var tap = await Taps.CreateAsync("web-1", 0, Bridge);
        (await Taps.CreateAsync("web-1", 0, Bridge)).ShouldBe(tap);
        Taps.List().ShouldBe([tap]);
        Space.Files.MasterOf(tap).ShouldBe("br0");
        new CounterReader(Space.Files).Read().ShouldContain(c => c.Name == tap.Value);

        await Taps.DeleteAsync("web-1", 0);
        await Taps.DeleteAsync("web-1", 0);
        Taps.List().ShouldBeEmpty();
    }

    /// <summary>Hosts that have the bridge's address in their tables could not reach this one for seconds whenever a VM comes or goes.</summary>
    [SkippableFact]
    public async Task A_tap_that_comes_or_goes_leaves_its_bridge_the_address_it_has()
    {
        await SetUpAsync();
        const string highest = "fa:ff:ff:ff:ff:ff";
        await Space.IpAsync($"link set dev up0 address {highest}");

        await Taps.CreateAsync("web-1", 0, Bridge);
        (await AddressOfBridgeAsync()).ShouldBe(highest);

        await Taps.DeleteAsync("web-1", 0);
        (await AddressOfBridgeAsync()).ShouldBe(highest);
    }

    [SkippableFact]
    public async Task A_bridge_that_is_missing_or_none_is_a_sentence()
    {
        await SetUpAsync();

        (await Should.ThrowAsync<TapException>(() => Taps.CreateAsync("web-1", 0, new InterfaceName("br9")))).Message.ShouldContain("no bridge 'br9'");
        (await Should.ThrowAsync<TapException>(() => Taps.CreateAsync("web-1", 0, new InterfaceName("up0")))).Message.ShouldContain("'up0' is not a bridge");
        Taps.List().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Another_s_interface_is_neither_used_nor_removed()
    {
        await SetUpAsync();
        var name = TapName.For("web-1", 0);
        await Space.IpAsync($"link add {name} type bridge");

        (await Should.ThrowAsync<TapException>(() => Taps.CreateAsync("web-1", 0, Bridge))).Message.ShouldContain("no tap");
        await Taps.DeleteAsync(name);
        await Should.ThrowAsync<TapException>(() => Taps.DeleteAsync(new InterfaceName("up0")));

        Space.Files.Exists(name).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_sweep_removes_our_taps_whose_vm_is_not_here_and_nothing_else()
    {
        await SetUpAsync();
        var stays = await Taps.CreateAsync("web-1", 0, Bridge);
        var goes = await Taps.CreateAsync("web-2", 1, Bridge);
        var foreign = TapName.For("web-3", 0);
        await Space.IpAsync($"link add {foreign} type bridge");
        await Space.IpAsync("tuntap add dev tap0 mode tap");

        var news = await Taps.SweepAsync(["web-1"]);

        news.ShouldHaveSingleItem().ShouldContain($"The tap {goes} was removed");
        Taps.List().ShouldBe([stays]);
        new[] { foreign.Value, "tap0", "br0", "up0" }.ShouldAllBe(n => Space.Files.Exists(new InterfaceName(n)));
        (await Taps.SweepAsync(["web-1"])).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_tap_that_a_program_has_open_is_left_and_said()
    {
        await SetUpAsync();
        var tap = await Taps.CreateAsync("web-1", 0, Bridge);
        using var user = await TapUser.OpenAsync(Space, tap);

        (await Taps.SweepAsync([])).ShouldHaveSingleItem().ShouldContain($"The tap {tap} was left");

        Space.Files.Exists(tap).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task The_uplink_of_a_bridge_with_taps_is_its_physical_port()
    {
        await SetUpAsync();
        await Taps.CreateAsync("web-1", 0, Bridge);

        var uplink = await new UplinkResolver(Space.Runner, Space.Files).ResolveAsync(IPAddress.Parse("10.99.0.2"));

        uplink.Name.Value.ShouldBe("up0");
        uplink.RouteDevice.ShouldBe(Bridge);
        uplink.Source.ShouldBe(IPAddress.Parse("10.99.0.1"));
    }

    private async Task<string> AddressOfBridgeAsync() => (await Space.IpAsync("-br link show dev br0")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];

    private async Task SetUpAsync()
    {
        _space = await TestNamespace.CreateAsync();
        await Space.IpAsync("link add br0 type bridge");
        await Space.IpAsync("link add up0 type veth peer name far0");
        await Space.IpAsync("link set up0 master br0 up");
        await Space.IpAsync("addr add 10.99.0.1/24 dev br0");
        await Space.IpAsync("link set br0 up");
    }
}
