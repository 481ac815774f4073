using MigrationActors.Core;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Kernel;

public sealed class EgressShaperOnKernelTests : IAsyncLifetime
{
    private static readonly InterfaceName Device = new("up0");
    private TestNamespace? _space;

    private TestNamespace Space => _space!;

    private EgressShaper Shaper => field ??= new EgressShaper(Space.Runner, Space.Files, Device);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_space is not null)
        {
            await _space.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task After_removal_the_interface_is_as_before()
    {
        await SetUpAsync();
        var before = await RulesAsync();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60), Trees.Reservation("b", 5, "fd00::1", "fd00::2")));
        (await RulesAsync()).ShouldNotBe(before);
        await Shaper.RemoveAsync();
        await Shaper.RemoveAsync();

        (await RulesAsync()).ShouldBe(before);
    }

    [SkippableFact]
    public async Task The_tree_is_in_the_kernel_as_asked_for()
    {
        await SetUpAsync();
        (await Shaper.ReadAsync()).ShouldBeNull();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));

        var tree = (await Shaper.ReadAsync())!;
        tree.Classes.Select(c => (c.Id, c.Rate.Value, c.Ceil.Value)).ShouldBe([("control", 2, 100), ("default", 38, 100), ("a", 60, 100)]);
    }

    [SkippableFact]
    public async Task An_apply_takes_two_processes()
    {
        await SetUpAsync();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        Space.Runner.Started.Count.ShouldBe(2);
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 50), Trees.Reservation("b", 10)));
        Space.Runner.Started.Count.ShouldBe(4);
    }

    [SkippableFact]
    public async Task The_same_tree_twice_is_the_same()
    {
        await SetUpAsync();
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        var once = await RulesAsync();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));

        (await RulesAsync()).ShouldBe(once);
    }

    [SkippableFact]
    public async Task A_changed_tree_is_the_same_as_one_put_up_at_once()
    {
        await SetUpAsync();
        var all = new[] { Trees.Reservation("a", 30), Trees.Reservation("b", 20) };
        await Shaper.ApplyAsync(Trees.Of(200, all));
        var atOnce = await ClassesAndFiltersAsync();
        await Shaper.RemoveAsync();

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60, port: 5555)));
        await Shaper.ApplyAsync(Trees.Of(200, all));

        (await ClassesAndFiltersAsync()).ShouldBe(atOnce, ignoreOrder: true);
    }

    [SkippableFact]
    public async Task A_rate_changed_in_place_keeps_the_class_and_its_counter()
    {
        await SetUpAsync();
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        // ARP for a neighbour that is not there: something to count in the default class.
        await Space.IpAsync("neigh flush dev up0");
        await Iperf.TryConnectAsync(Space, "10.99.0.77");
        var sent = (await Shaper.ReadAsync())!.Find("default")!.SentBytes;
        sent.ShouldBeGreaterThan(0);

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("new", 10), Trees.Reservation("a", 20)));

        var after = (await Shaper.ReadAsync())!;
        after.Find("default")!.SentBytes.ShouldBeGreaterThanOrEqualTo(sent);
        after.Find("default")!.Rate.ShouldBe(new Mbps(68));
        after.Find("a")!.Rate.ShouldBe(new Mbps(20));
        (await Space.TcAsync("class show dev up0")).ShouldContain("class htb 4d41:100 parent 4d41:1 leaf 100: prio 1 rate 20Mbit");
    }

    [SkippableFact]
    public async Task A_root_configured_by_hand_stays()
    {
        await SetUpAsync();
        await Space.TcAsync("qdisc add dev up0 root tbf rate 100mbit burst 100k latency 50ms");
        var before = await RulesAsync();

        await Should.ThrowAsync<ForeignQdiscException>(() => Shaper.ApplyAsync(Trees.Of(100)));
        await Shaper.RemoveAsync();

        (await RulesAsync()).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    public async Task A_line_refused_in_a_new_tree_leaves_nothing(int line)
    {
        await SetUpAsync();
        var before = await RulesAsync();
        Space.Runner.SpoilNextTcBatch = text => Spoil(text, line);

        var e = await Should.ThrowAsync<TcException>(() => Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60))));

        e.Aftermath.ShouldBe(TcAftermath.Restored);
        e.Message.ShouldContain($"tc refused line {line} of ");
        (await RulesAsync()).ShouldBe(before);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task A_line_refused_in_a_change_leaves_the_tree_before(int line)
    {
        await SetUpAsync();
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60), Trees.Reservation("b", 10)));
        var before = await ClassesAndFiltersAsync();
        Space.Runner.SpoilNextTcBatch = text => Spoil(text, line);
        var change = Trees.Of(200, Trees.Reservation("a", 70, port: 5555), Trees.Reservation("c", 10));

        (await Should.ThrowAsync<TcException>(() => Shaper.ApplyAsync(change))).Aftermath.ShouldBe(TcAftermath.Restored);
        (await ClassesAndFiltersAsync()).ShouldBe(before, ignoreOrder: true);

        await Shaper.ApplyAsync(change);
        (await Shaper.ReadAsync())!.Find("c")!.Rate.ShouldBe(new Mbps(10));
    }

    [SkippableFact]
    public async Task A_tree_somebody_removed_is_put_up_anew()
    {
        await SetUpAsync();
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 60)));
        await Space.TcAsync("qdisc del dev up0 root");

        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 50)));

        (await Shaper.ReadAsync())!.Find("a")!.Rate.ShouldBe(new Mbps(50));
    }

    [SkippableFact]
    public async Task A_successor_takes_a_tree_over_without_a_touch_and_changes_it_in_place()
    {
        await SetUpAsync();
        var tree = Trees.With(100, [Trees.Reservation("b", 12.3456), Trees.Reservation("a", 33.333, "fd00::1", "fd00::2")], ["10.99.0.2"]);
        await Shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("gone", 60)));
        await Shaper.ApplyAsync(tree);
        var before = await RulesAsync();
        var successor = Successor();

        (await successor.AdoptAsync(tree, Shaper.Numbers)).ShouldBeTrue();
        (await RulesAsync()).ShouldBe(before);
        await successor.ApplyAsync(tree);
        (await RulesAsync()).ShouldBe(before);

        await successor.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 20, "fd00::1", "fd00::2")));
        (await successor.ReadAsync())!.Classes.Select(c => c.Id).ShouldBe(["control", "default", "a"]);
        (await Space.TcAsync("class show dev up0")).ShouldContain($"class htb 4d41:{Shaper.Numbers["a"]:x} parent 4d41:1 leaf");
    }

    [SkippableTheory]
    [InlineData("qdisc del dev up0 root")]
    [InlineData("class change dev up0 parent 4d41:1 classid 4d41:100 htb rate 61mbit ceil 100mbit")]
    [InlineData("class change dev up0 parent 4d41: classid 4d41:1 htb rate 99mbit ceil 99mbit")]
    [InlineData("class add dev up0 parent 4d41:1 classid 4d41:777 htb rate 1mbit")]
    [InlineData("filter del dev up0 parent 4d41: protocol ip prio 256")]
    [InlineData("filter add dev up0 parent 4d41: protocol ip prio 7 u32 match ip dport 22 0xffff flowid 4d41:10")]
    public async Task What_somebody_changed_is_not_taken_over_and_replaced_by_the_next_apply(string change)
    {
        await SetUpAsync();
        var tree = Trees.Of(100, Trees.Reservation("a", 60));
        await Shaper.ApplyAsync(tree);
        var asked = await ClassesAndFiltersAsync();
        await Space.TcAsync(change);
        var successor = Successor();

        (await successor.AdoptAsync(tree, Shaper.Numbers)).ShouldBeFalse();

        await successor.ApplyAsync(tree);
        (await ClassesAndFiltersAsync()).ShouldBe(asked, ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Without_its_numbers_a_tree_is_not_taken_over()
    {
        await SetUpAsync();
        var tree = Trees.Of(100, Trees.Reservation("a", 60));
        await Shaper.ApplyAsync(tree);

        (await Successor().AdoptAsync(tree, new Dictionary<string, int>())).ShouldBeFalse();
        (await Successor().AdoptAsync(tree, new Dictionary<string, int> { ["a"] = 0x101 })).ShouldBeFalse();
        (await Successor().AdoptAsync(tree, new Dictionary<string, int> { ["a"] = 0x10 })).ShouldBeFalse();
        (await Successor().AdoptAsync(Trees.Of(100, Trees.Reservation("b", 60)), Shaper.Numbers)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task An_interface_that_is_not_there_is_a_sentence()
    {
        await SetUpAsync();
        var shaper = new EgressShaper(Space.Runner, Space.Files, new InterfaceName("nope"));

        (await Should.ThrowAsync<TcException>(() => shaper.ApplyAsync(Trees.Of(100)))).Message.ShouldContain("Cannot find device \"nope\"");
    }

    private EgressShaper Successor() => new(Space.Runner, Space.Files, Device);

    private async Task SetUpAsync()
    {
        _space = await TestNamespace.CreateAsync();
        await Space.IpAsync("link add up0 type veth peer name far0");
        await Space.IpAsync("addr add 10.99.0.1/24 dev up0");
        await Space.IpAsync("link set up0 up");
        await Space.IpAsync("link set far0 up");
    }

    private Task<string> RulesAsync() => Space.RulesAsync("up0");

    // Filters without the handles that the kernel numbers in order of arrival.
    private async Task<string[]> ClassesAndFiltersAsync()
    {
        var filters = (await Space.TcAsync("filter show dev up0")).Split('\n');
        return
        [
            .. (await Space.TcAsync("class show dev up0")).Split('\n'),
            .. filters.Select(l => System.Text.RegularExpressions.Regex.Replace(l, "(fh|order|key ht|bkt) \\S+", "$1")),
        ];
    }

    private static string Spoil(string batch, int line)
    {
        var lines = batch.Split('\n');
        lines[line - 1] = "qdisc add dev up0 parent 1:ffff handle 7: bfifo";
        return string.Join('\n', lines);
    }
}
