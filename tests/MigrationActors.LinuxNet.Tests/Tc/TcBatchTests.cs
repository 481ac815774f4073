using System.Net;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Tc;

public class TcBatchTests
{
    private static readonly InterfaceName Device = new("eth0");

    [Fact]
    public void A_tree_for_a_migration_is_written_as_agreed() =>
        TcBatch.Build(Device, Trees.Of(200, Trees.Reservation("m1", 120), Trees.Reservation("m1v6", 10, "fd00::1", "fd00::2")))
            .ShouldBe(Fixture.Read("batch-reservations.txt"));

    [Fact]
    public void A_tree_for_the_storage_host_is_written_as_agreed() =>
        TcBatch.Build(Device, new ShapingTree(
                new Mbps(200),
                new Mbps(2),
                Trees.Ports,
                [],
                [new LimitedPeer(IPAddress.Parse("10.77.0.1"), new Mbps(50)), new LimitedPeer(IPAddress.Parse("fe80::2%3"), new Mbps(150))]))
            .ShouldBe(Fixture.Read("batch-limits.txt"));

    [Fact]
    public void The_same_tree_again_changes_nothing() =>
        TcBatch.Update(Device, Trees.Of(200, Trees.Reservation("m1", 120)), Trees.Of(200, Trees.Reservation("m1", 120))).ShouldBeEmpty();

    [Fact]
    public void A_changed_rate_changes_two_classes_and_lowers_first()
    {
        var lines = Lines(TcBatch.Update(Device, Trees.Of(200, Trees.Reservation("m1", 120)), Trees.Of(200, Trees.Reservation("m1", 150))));

        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("class change dev eth0 parent 4d41:1 classid 4d41:10 htb rate 48000000bit ");
        lines[1].ShouldStartWith("class change dev eth0 parent 4d41:1 classid 4d41:100 htb rate 150000000bit ");
    }

    [Fact]
    public void A_new_reservation_leaves_the_others_in_place()
    {
        var lines = Lines(TcBatch.Update(
            Device,
            Trees.Of(200, Trees.Reservation("m1", 50)),
            Trees.Of(200, Trees.Reservation("m0", 20), Trees.Reservation("m1", 50))));

        lines.Select(l => string.Join(' ', l.Split(' ')[..2])).ShouldBe(["class change", "class add", "qdisc add", "filter add"]);
        lines[1].ShouldContain("classid 4d41:101 ");
    }

    [Fact]
    public void A_lifted_reservation_s_filters_go_before_its_class()
    {
        var lines = Lines(TcBatch.Update(Device, Trees.Of(200, Trees.Reservation("m1", 50)), Trees.Of(200)));

        lines[0].ShouldBe("filter del dev eth0 parent 4d41: protocol ip prio 256");
        lines[1].ShouldBe("class del dev eth0 classid 4d41:100");
        lines[2].ShouldStartWith("class change dev eth0 parent 4d41:1 classid 4d41:10 htb rate 198000000bit");
    }

    [Fact]
    public void A_reservation_in_another_s_place_gets_another_number() =>
        TcBatch.Update(Device, Trees.Of(200, Trees.Reservation("m1", 50)), Trees.Of(200, Trees.Reservation("m2", 50)))
            .ShouldContain("class add dev eth0 parent 4d41:1 classid 4d41:101 ");

    [Fact]
    public void A_moved_flow_gets_a_new_filter_for_the_same_class()
    {
        var lines = Lines(TcBatch.Update(
            Device, Trees.Of(200, Trees.Reservation("m1", 50)), Trees.Of(200, Trees.Reservation("m1", 50, port: 4445))));

        lines.Length.ShouldBe(2);
        lines[0].ShouldBe("filter del dev eth0 parent 4d41: protocol ip prio 256");
        lines[1].ShouldEndWith("match ip dport 4445 0xffff flowid 4d41:100");
    }

    [Fact]
    public void The_way_back_is_matched_by_source_port()
    {
        var forward = Trees.Reservation("m1", 50);

        TcBatch.Build(Device, Trees.Of(200, forward with { Match = forward.Match.Reverse() }))
            .ShouldContain("match ip src 10.77.0.2/32 match ip dst 10.77.0.1/32 match ip protocol 6 0xff match ip ihl 5 0xf match ip nofrag match ip sport 4444 0xffff");
    }

    [Fact]
    public void Every_step_of_a_change_knows_its_way_back()
    {
        var a = TreePlan.For(Trees.Of(200, Trees.Reservation("m1", 50), Trees.Reservation("m2", 20)));
        var b = TreePlan.For(Trees.Of(300, Trees.Reservation("m1", 60, port: 4445), Trees.Reservation("m3", 20)), a);

        var way = TreeSteps.Change(Device, a, b);
        var back = way.Reverse().SelectMany(s => s.Undo).ToList();

        // What was removed on the way is added on the way back, what was added is removed, what was changed is changed.
        Count(back, "class add").ShouldBe(Count(way.Select(s => s.Do), "class del"));
        Count(back, "class del").ShouldBe(Count(way.Select(s => s.Do), "class add"));
        Count(back, "class change").ShouldBe(Count(way.Select(s => s.Do), "class change"));
        Count(back, "filter add").ShouldBe(2);
        Count(back, "filter del").ShouldBe(2);
    }

    private static int Count(IEnumerable<string> lines, string verb) => lines.Count(l => l.StartsWith(verb, StringComparison.Ordinal));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
