using System.Net;
using CsCheck;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Tc;

public class ShapingTreeTests
{
    [Fact]
    public void What_is_not_reserved_is_everything_else_s() =>
        Trees.Of(100, Trees.Reservation("a", 60), Trees.Reservation("b", 10)).Default.ShouldBe(new Mbps(28));

    [Fact]
    public void All_that_is_reservable_can_be_reserved()
    {
        var all = ShapingTree.Reservable(new Mbps(100), new Mbps(2));

        Trees.Of(100, Trees.Reservation("a", all.Value)).Default.Value.ShouldBe(ClassRate.Smallest.Value, 1e-6);
    }

    [Fact]
    public void More_than_the_link_has_is_refused_with_what_it_has()
    {
        var e = Should.Throw<ReservationExceedsLinkException>(() => Trees.Of(100, Trees.Reservation("a", 60), Trees.Reservation("b", 40)));

        e.Message.ShouldContain("ask for 100 Mbit/s together, but this link of 100 Mbit/s has 97.9 Mbit/s to reserve");
    }

    [Theory]
    [InlineData("")]
    [InlineData("control")]
    [InlineData("default")]
    public void An_id_that_could_not_be_told_apart_is_refused(string id) =>
        Should.Throw<ArgumentException>(() => Trees.Of(100, Trees.Reservation(id, 1)));

    [Fact]
    public void The_same_id_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => Trees.Of(100, Trees.Reservation("a", 1), Trees.Reservation("a", 2)));

    [Fact]
    public void A_guarantee_of_nothing_is_refused() =>
        Should.Throw<ArgumentException>(() => Trees.Of(100, Trees.Reservation("a", 0)));

    [Theory]
    [InlineData("10.0.0.1", "fd00::1")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1")]
    public void Flows_that_cannot_be_are_refused(string source, string destination) =>
        Should.Throw<ArgumentException>(() => new FlowMatch(IPAddress.Parse(source), IPAddress.Parse(destination), 1, null));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void Ports_that_are_none_are_refused(int port)
    {
        Should.Throw<ArgumentException>(() => Trees.Reservation("a", 1, port: port));
        Should.Throw<ArgumentException>(() => new ControlPorts(port));
    }

    [Fact]
    public void Control_ports_are_some_but_not_many()
    {
        Should.Throw<ArgumentException>(() => new ControlPorts());
        Should.Throw<ArgumentException>(() => new ControlPorts([.. Enumerable.Range(1, 9)]));
    }

    [Fact]
    public void A_limit_of_zero_still_lets_something_through() =>
        new LimitedPeer(IPAddress.Loopback, Mbps.Zero).Rate.ShouldBe(ClassRate.Smallest);

    [Fact]
    public void Guarantees_never_exceed_the_link() =>
        Gen.Select(Gen.Double[1, 10_000], Gen.Double[0.1, 3_000].Array[0, 4], Gen.Double[0, 20_000].Array[0, 4]).Sample((link, reserved, limits) =>
        {
            try
            {
                var tree = new ShapingTree(
                    new Mbps(link),
                    ClassRate.Smallest,
                    Trees.Ports,
                    [.. reserved.Select((r, i) => Trees.Reservation($"r{i}", r))],
                    [.. limits.Select((l, i) => new LimitedPeer(IPAddress.Parse($"10.0.0.{i}"), new Mbps(l)))]);
                var sum = tree.Control + tree.TotalReserved + tree.Default
                    + new Mbps(tree.Limited.Sum(l => tree.GuaranteeOf(l).Value));
                sum.Value.ShouldBeLessThanOrEqualTo(link + 1e-5);
                tree.Default.ShouldBeGreaterThanOrEqualTo(ClassRate.Smallest);
            }
            catch (ReservationExceedsLinkException e)
            {
                e.Asked.ShouldBeGreaterThan(e.Reservable);
            }
        });
}
