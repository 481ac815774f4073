using MigrationActors.Core;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Kernel;

public sealed class IngressShaperOnKernelTests : IAsyncLifetime
{
    private static readonly InterfaceName Device = new("up0");
    private TestNamespace? _space;

    private TestNamespace Space => _space!;

    private IngressShaper Shaper => field ??= new IngressShaper(Space.Runner, Space.Files, Device);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_space is not null)
        {
            await _space.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task After_removal_the_interface_is_as_before_and_the_ifb_is_gone()
    {
        await SetUpAsync();
        var before = await Space.RulesAsync("up0");

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        (await Space.RulesAsync("up0")).ShouldContain("maifb");
        await Shaper.RemoveAsync();
        await Shaper.RemoveAsync();

        (await Space.RulesAsync("up0")).ShouldBe(before);
    }

    [SkippableFact]
    public async Task The_tree_is_up_and_changes_in_place()
    {
        await SetUpAsync();
        (await Shaper.ReadAsync()).ShouldBeNull();
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        Space.Runner.Started.Count.ShouldBe(3);
        var device = await Space.IpAsync("-br link show type ifb");

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 50)));

        Space.Runner.Started.Count.ShouldBe(6);
        (await Space.IpAsync("-br link show type ifb")).ShouldBe(device);
        (await Shaper.ReadAsync())!.Find("a")!.Rate.ShouldBe(new Mbps(50));
    }

    [SkippableFact]
    public async Task Egress_and_ingress_of_one_interface_do_not_disturb_each_other()
    {
        await SetUpAsync();
        var before = await Space.RulesAsync("up0");
        var egress = new EgressShaper(Space.Runner, Space.Files, Device);
        await egress.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        await egress.RemoveAsync();
        (await Shaper.ReadAsync()).ShouldNotBeNull();
        await Shaper.RemoveAsync();

        (await Space.RulesAsync("up0")).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData("ingress")]
    [InlineData("clsact")]
    public async Task An_ingress_configured_by_hand_stays(string kind)
    {
        await SetUpAsync();
        await Space.TcAsync($"qdisc add dev up0 {kind}");
        var before = await Space.RulesAsync("up0");

        (await Should.ThrowAsync<ForeignQdiscException>(() => Shaper.ApplyAsync(Trees.Of(100)))).Message.ShouldContain($"tc qdisc del dev up0 {kind}");
        await Shaper.RemoveAsync();

        (await Space.RulesAsync("up0")).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(19)]
    public async Task A_refused_line_leaves_nothing(int line)
    {
        await SetUpAsync();
        var before = await Space.RulesAsync("up0");
        Space.Runner.SpoilNextTcBatch = text =>
        {
            var lines = text.Split('\n');
            lines[line - 1] = "qdisc add dev up0 parent 1:ffff handle 7: bfifo";
            return string.Join('\n', lines);
        };

        (await Should.ThrowAsync<TcException>(() => Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60))))).Aftermath.ShouldBe(TcAftermath.Restored);

        (await Space.RulesAsync("up0")).ShouldBe(before);
    }

    [SkippableFact]
    public async Task A_remnant_of_an_agent_that_died_is_replaced()
    {
        await SetUpAsync();
        await new IngressShaper(Space.Runner, Space.Files, Device).ApplyAsync(Trees.Of(100, Trees.Reservation("old", 60)));

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("new", 50)));

        (await Shaper.ReadAsync())!.Classes.Select(c => c.Id).ShouldBe(["control", "default", "new"]);
    }

    [SkippableFact]
    public async Task A_remnant_is_replaced_on_its_device_while_traffic_goes_on_being_sent_through_it()
    {
        await SetUpAsync();
        await new IngressShaper(Space.Runner, Space.Files, Device).ApplyAsync(Trees.Of(100, Trees.Reservation("old", 60)));
        var device = await Space.IpAsync("-br link show type ifb");
        Space.Runner.Started.Clear();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("new", 50)));

        Space.Runner.Started.ShouldAllBe(c => !c.StartsWith("ip ", StringComparison.Ordinal));
        Space.Runner.Started.Count(c => c == "tc -batch -").ShouldBe(1);
        (await Space.IpAsync("-br link show type ifb")).ShouldBe(device);
        (await Space.TcAsync("filter show dev up0 parent ffff:")).ShouldContain("Redirect to device maifb");
    }

    [SkippableFact]
    public async Task A_successor_takes_a_tree_over_without_a_touch_and_changes_it_in_place()
    {
        await SetUpAsync();
        var tree = Trees.Of(100, Trees.Reservation("a", 60));
        await Shaper.ApplyAsync(tree);
        var before = await Space.RulesAsync("up0");
        var successor = new IngressShaper(Space.Runner, Space.Files, Device);

        (await successor.AdoptAsync(tree, Shaper.Numbers)).ShouldBeTrue();
        await successor.ApplyAsync(tree);
        (await Space.RulesAsync("up0")).ShouldBe(before);

        await successor.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 50)));
        (await successor.ReadAsync())!.Find("a")!.Rate.ShouldBe(new Mbps(50));
        await successor.RemoveAsync();
        (await Space.IpAsync("-br link show type ifb")).ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData("qdisc del dev up0 ingress")]
    [InlineData("filter del dev up0 parent ffff:")]
    public async Task A_tree_that_nothing_is_sent_through_is_not_taken_over_and_put_right_by_the_next_apply(string change)
    {
        await SetUpAsync();
        var tree = Trees.Of(100, Trees.Reservation("a", 60));
        await Shaper.ApplyAsync(tree);
        await Space.TcAsync(change);
        var successor = new IngressShaper(Space.Runner, Space.Files, Device);

        (await successor.AdoptAsync(tree, Shaper.Numbers)).ShouldBeFalse();

        await successor.ApplyAsync(tree);
        (await Space.TcAsync("filter show dev up0 parent ffff:")).ShouldContain("Redirect to device maifb");
        (await successor.ReadAsync())!.Find("a")!.Rate.ShouldBe(new Mbps(60));
    }

    [SkippableFact]
    public async Task Where_there_is_nothing_or_somebody_elses_nothing_is_taken_over()
    {
        await SetUpAsync();
        var tree = Trees.Of(100);

        (await Shaper.AdoptAsync(tree, Shaper.Numbers)).ShouldBeFalse();
        await Space.TcAsync("qdisc add dev up0 ingress");
        (await Shaper.AdoptAsync(tree, Shaper.Numbers)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task The_sweeper_leaves_what_it_is_told_to_keep()
    {
        await SetUpAsync();
        await Space.IpAsync("link add up1 type veth peer name far1");
        var egress = new EgressShaper(Space.Runner, Space.Files, Device);
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        await egress.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        var before = await Space.RulesAsync("up0", "up1");
        await new EgressShaper(Space.Runner, Space.Files, new InterfaceName("up1")).ApplyAsync(Trees.Of(100));

        var swept = await new ShapingSweeper(Space.Runner, Space.Files).SweepAsync([.. egress.Places, .. Shaper.Places]);

        swept.ShouldBe([new ShapingLeftover(new InterfaceName("up1"), LeftoverKind.EgressTree)]);
        (await Space.RulesAsync("up0", "up1")).ShouldBe(before);
    }

    [SkippableFact]
    public async Task An_ifb_whose_interface_is_gone_is_removed()
    {
        await SetUpAsync();
        await Shaper.ApplyAsync(Trees.Of(100));
        await Space.IpAsync("link del up0");

        await Shaper.RemoveAsync();

        (await Space.IpAsync("-br link show type ifb")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task The_sweeper_finds_and_removes_what_is_ours_and_nothing_else()
    {
        await SetUpAsync();
        await Space.TcAsync("qdisc add dev far0 root pfifo");
        await Space.TcAsync("qdisc add dev far0 ingress");
        var before = await Space.RulesAsync("up0", "far0");
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        await new EgressShaper(Space.Runner, Space.Files, Device).ApplyAsync(Trees.Of(100));
        var sweeper = new ShapingSweeper(Space.Runner, Space.Files);

        (await sweeper.SweepAsync(keep: [])).Select(l => l.Kind).ShouldBe([LeftoverKind.IngressRedirect, LeftoverKind.EgressTree, LeftoverKind.IfbDevice]);

        (await Space.RulesAsync("up0", "far0")).ShouldBe(before);
        (await sweeper.SweepAsync(keep: [])).ShouldBeEmpty();
    }

    private async Task SetUpAsync()
    {
        _space = await TestNamespace.CreateAsync();
        await Space.IpAsync("link add up0 type veth peer name far0");
        await Space.IpAsync("link set up0 up");
        await Space.IpAsync("link set far0 up");
    }
}
