using MigrationActors.Actors.Shaping;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tests.Support;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

/// <summary>On the kernel, in a network namespace of the test's own.</summary>
public sealed class KernelUplinkShaperTests : IAsyncLifetime
{
    private static readonly InterfaceName Uplink = new("up0");
    private static readonly LinkTrees Both = LinkTrees.For(
        [
            Leases.Lease(Leases.Order()),
            Leases.Lease(Leases.Order("m-2", 200, ShapingSide.Destination, "192.0.2.13", "192.0.2.11", 49153)),
            Leases.Lease(Leases.Order("m-3", 100, ShapingSide.Storage, "192.0.2.13", "192.0.2.12", 49154)),
        ],
        Leases.Capacity);

    private TestNamespace? _space;

    private TestNamespace Space => _space!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_space is not null)
        {
            await _space.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task A_successor_touches_nothing_that_is_as_it_should_be()
    {
        await SetUpAsync();
        var earlier = Shaper();
        await earlier.ApplyAsync(Both, CancellationToken.None);
        var before = await RulesAsync();
        var successor = Shaper();

        (await successor.TakeOverAsync(Both, earlier.Numbers, Both, CancellationToken.None)).ShouldBeEmpty();

        (await RulesAsync()).ShouldBe(before);
        successor.Numbers.Egress.ShouldBe(earlier.Numbers.Egress, ignoreOrder: true);
        successor.Numbers.Ingress.ShouldBe(earlier.Numbers.Ingress, ignoreOrder: true);
    }

    [SkippableFact]
    public async Task What_has_expired_meanwhile_goes_and_the_rest_stays_where_it_is()
    {
        await SetUpAsync();
        var earlier = Shaper();
        await earlier.ApplyAsync(Both, CancellationToken.None);
        var left = LinkTrees.For([Leases.Lease(Leases.Order())], Leases.Capacity);
        var successor = Shaper();

        await successor.TakeOverAsync(Both, earlier.Numbers, left, CancellationToken.None);

        successor.Numbers.Egress.ShouldBe(new Dictionary<string, int> { ["m-1"] = earlier.Numbers.Egress["m-1"] });
        (await RulesAsync()).ShouldNotContain("maifb");
    }

    [SkippableFact]
    public async Task What_nobody_knows_is_replaced_or_taken_down_and_nothing_is_left_in_the_end()
    {
        await SetUpAsync();
        await Space.IpAsync("link add up1 type veth peer name far1");
        var clean = await RulesAsync();
        await Shaper().ApplyAsync(Both, CancellationToken.None);
        await new KernelUplinkShaper(Space.Runner, Space.Files, new InterfaceName("up1")).ApplyAsync(Both, CancellationToken.None);
        var successor = Shaper();

        var swept = await successor.TakeOverAsync(LinkTrees.None, RuleNumbers.None, Both, CancellationToken.None);

        swept.Count.ShouldBe(3);
        swept.Count(s => s.EndsWith("on up1", StringComparison.Ordinal)).ShouldBe(2);
        await successor.ApplyAsync(LinkTrees.None, CancellationToken.None);
        (await RulesAsync()).ShouldBe(clean);
    }

    [SkippableFact]
    public async Task After_the_hosts_restart_what_has_not_expired_is_put_up_again()
    {
        await SetUpAsync();
        var earlier = Shaper();
        await earlier.ApplyAsync(Both, CancellationToken.None);
        var rules = await Space.TcAsync("class show dev up0");
        var numbers = earlier.Numbers;
        await earlier.ApplyAsync(LinkTrees.None, CancellationToken.None);

        (await Shaper().TakeOverAsync(Both, numbers, Both, CancellationToken.None)).ShouldBeEmpty();

        (await Space.TcAsync("class show dev up0")).ShouldBe(rules);
        (await RulesAsync()).ShouldContain("maifb");
    }

    [SkippableFact]
    public async Task Where_one_direction_is_refused_the_other_is_not_left_alone()
    {
        await SetUpAsync();
        await Space.TcAsync("qdisc add dev up0 ingress");
        var before = await RulesAsync();

        await Should.ThrowAsync<ForeignQdiscException>(() => Shaper().ApplyAsync(Both, CancellationToken.None));
        await Should.ThrowAsync<ForeignQdiscException>(() => Shaper().TakeOverAsync(LinkTrees.None, RuleNumbers.None, Both, CancellationToken.None));

        (await RulesAsync()).ShouldBe(before);
    }

    private KernelUplinkShaper Shaper() => new(Space.Runner, Space.Files, Uplink);

    private Task<string> RulesAsync() => Space.RulesAsync("up0");

    private async Task SetUpAsync()
    {
        _space = await TestNamespace.CreateAsync();
        await Space.IpAsync("link add up0 type veth peer name far0");
        await Space.IpAsync("link set up0 up");
        await Space.IpAsync("link set far0 up");
    }
}
