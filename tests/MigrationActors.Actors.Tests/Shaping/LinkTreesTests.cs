using System.Net;
using MigrationActors.Actors.Shaping;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

public sealed class LinkTreesTests
{
    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.11");
    private static readonly IPAddress Destination = IPAddress.Parse("192.0.2.12");
    private static readonly FlowMatch Flow = new(Source, Destination, 49152, null);

    [Fact]
    public void Without_leases_neither_direction_has_a_tree() => For().IsEmpty.ShouldBeTrue();

    [Fact]
    public void The_source_reserves_what_it_sends()
    {
        var trees = For(Leases.Order(side: ShapingSide.Source));

        trees.Ingress.ShouldBeNull();
        trees.Egress!.Reserved.ShouldBe([new ReservedClass("m-1", new Mbps(300), Flow)]);
        trees.Egress.Limited.ShouldBeEmpty();
    }

    [Fact]
    public void The_destination_reserves_what_it_receives_and_a_little_for_the_way_back()
    {
        var trees = For(Leases.Order(side: ShapingSide.Destination));

        trees.Ingress!.Reserved.ShouldBe([new ReservedClass("m-1", new Mbps(300), Flow)]);
        var back = trees.Egress!.Reserved.ShouldHaveSingleItem();
        back.Match.ShouldBe(Flow.Reverse());
        back.Match.SourcePort.ShouldBe(49152);
        back.Rate.Value.ShouldBe(20, 1e-9);
    }

    [Fact]
    public void The_way_back_never_gets_more_than_the_migration_itself() =>
        For(Leases.Order(rate: 5, side: ShapingSide.Destination)).Egress!.Reserved.ShouldHaveSingleItem().Rate.ShouldBe(new Mbps(5));

    [Fact]
    public void The_storage_host_leaves_both_hosts_the_room_that_was_reserved()
    {
        var trees = For(Leases.Order(side: ShapingSide.Storage));

        trees.Ingress.ShouldBeNull();
        trees.Egress!.Reserved.ShouldBeEmpty();
        var left = Leases.Capacity.Allocatable - new Mbps(300);
        trees.Egress.Limited.ShouldBe([new LimitedPeer(Source, left), new LimitedPeer(Destination, left)]);
    }

    [Fact]
    public void Two_migrations_to_one_host_leave_it_what_neither_reserved()
    {
        var trees = For(Leases.Order(side: ShapingSide.Storage), Leases.Order("m-2", 200, ShapingSide.Storage, source: "192.0.2.13", port: 49153));

        trees.Egress!.Limited.Single(l => l.Peer.Equals(Destination)).Rate.Value.ShouldBe(Leases.Capacity.Allocatable.Value - 500, 1e-9);
        trees.Egress.Limited.Count.ShouldBe(3);
    }

    [Fact]
    public void A_peer_whose_link_is_all_reserved_still_gets_something()
    {
        var trees = For(Leases.Order(rate: 900, side: ShapingSide.Storage), Leases.Order("m-2", 900, ShapingSide.Storage, port: 49153));

        trees.Egress!.Limited.ShouldAllBe(l => l.Rate == ClassRate.Smallest);
    }

    [Fact]
    public void A_host_can_be_source_destination_and_storage_at_a_time()
    {
        var trees = For(
            Leases.Order("m-1", 100, ShapingSide.Source),
            Leases.Order("m-2", 200, ShapingSide.Destination, source: "192.0.2.13", destination: "192.0.2.11"),
            Leases.Order("m-3", 300, ShapingSide.Storage, source: "192.0.2.15", destination: "192.0.2.16"));

        trees.Egress!.Reserved.Select(r => r.Id).ShouldBe(["m-1", "m-2"]);
        trees.Egress.Limited.Count.ShouldBe(2);
        trees.Ingress!.Reserved.Select(r => r.Id).ShouldBe(["m-2"]);
    }

    [Fact]
    public void All_that_is_allocatable_can_be_reserved_and_not_more()
    {
        var all = Leases.Capacity.Allocatable.Value;

        For(Leases.Order(rate: all)).Egress!.TotalReserved.Value.ShouldBe(all);
        Should.Throw<ReservationExceedsLinkException>(() => For(Leases.Order(rate: all - 100), Leases.Order("m-2", 101, port: 49153)));
    }

    private static LinkTrees For(params IEnumerable<HostCommand.ReserveBandwidth> orders) => LinkTrees.For([.. orders.Select(Leases.Lease)], Leases.Capacity);
}
