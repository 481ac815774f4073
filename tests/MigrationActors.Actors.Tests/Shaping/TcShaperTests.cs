using Akka.Actor;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.State;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

public sealed class TcShaperTests : ActorTests
{
    private readonly FakeUplinkShaper _link = new();

    [Fact]
    public void A_reservation_is_answered_when_the_kernel_has_it()
    {
        var shaper = Shaper();

        Reserve(shaper, Leases.Order());

        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    [Fact]
    public void The_same_order_again_renews_the_lease_and_touches_nothing()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());

        Time.Advance(TimeSpan.FromSeconds(10));
        Reserve(shaper, Leases.Order() with { Header = new CommandHeader("m-1", 2) });
        Time.Advance(TimeSpan.FromSeconds(10));
        AwaitExpiryCheck(shaper);

        _link.Applied.Count.ShouldBe(1);
    }

    [Fact]
    public void Another_rate_for_the_same_migration_takes_the_firsts_place()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order(rate: 300));

        Reserve(shaper, Leases.Order(rate: 400));

        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Rate.Value.ShouldBe(400);
    }

    [Fact]
    public void Two_leases_add_up_and_go_one_by_one()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());
        Reserve(shaper, Leases.Order("m-2", 200, port: 49153));
        _link.Now.Egress!.TotalReserved.Value.ShouldBe(500);

        Release(shaper, "m-1");
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-2");

        Release(shaper, "m-2");
        _link.Now.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Releasing_what_is_not_there_is_confirmed_and_touches_nothing()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());
        Release(shaper, "m-1");
        var applied = _link.Applied.Count;

        Release(shaper, "m-1");
        Release(shaper, "m-9");

        _link.Applied.Count.ShouldBe(applied);
    }

    [Fact]
    public void What_nobody_renews_is_taken_down_without_any_coordinator()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order(seconds: 15));
        Reserve(shaper, Leases.Order("m-2", 200, port: 49153, seconds: 60));

        Time.Advance(TimeSpan.FromSeconds(15));
        Eventually(() => _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-2"));

        Time.Advance(TimeSpan.FromSeconds(45));
        Eventually(() => _link.Now.IsEmpty.ShouldBeTrue());
    }

    [Fact]
    public void An_expiry_that_fails_is_tried_again()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());
        _link.ApplyFails = "tc is away.";

        EventFilter.Error(contains: "could not be taken down").Expect(1, TimeSpan.FromSeconds(20), () => Time.Advance(TimeSpan.FromSeconds(15)));
        _link.ApplyFails = null;

        Eventually(() => _link.Now.IsEmpty.ShouldBeTrue());
    }

    [Fact]
    public void A_reservation_the_kernel_refuses_is_answered_with_its_reason_and_leaves_the_book_as_it_was()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());

        _link.ApplyFails = "Somebody configured 'eth0' by hand.";
        Fails(shaper, Leases.Order("m-2", 200, port: 49153)).ShouldBe("Somebody configured 'eth0' by hand.");
        Fails(shaper, Leases.Order(rate: 500)).ShouldBe("Somebody configured 'eth0' by hand.");
        _link.ApplyFails = null;

        Reserve(shaper, Leases.Order("m-3", 100, port: 49154));
        _link.Now.Egress!.Reserved.Select(r => (r.Id, r.Rate.Value)).ShouldBe([("m-1", 300), ("m-3", 100)]);
    }

    [Fact]
    public void More_than_the_link_has_is_refused_with_a_sentence()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order(rate: 800));

        Fails(shaper, Leases.Order("m-2", 400, port: 49153)).ShouldContain("Reserve less, or wait for a migration to end.");
        _link.Applied.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("nonsense", 49152, 300)]
    [InlineData("192.0.2.12", 49152, 300)]
    [InlineData("2001:db8::1", 49152, 300)]
    [InlineData("192.0.2.11", 0, 300)]
    [InlineData("192.0.2.11", 49152, 0)]
    public void An_order_that_makes_no_sense_is_refused_and_forgotten(string source, int port, double rate)
    {
        var shaper = Shaper();

        Fails(shaper, Leases.Order(source: source, port: port, rate: rate)).ShouldNotBeNullOrWhiteSpace();

        Reserve(shaper, Leases.Order("m-2"));
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-2");
    }

    [Fact]
    public void A_release_that_fails_is_said_and_tried_again_at_the_leases_end()
    {
        var shaper = Shaper();
        Reserve(shaper, Leases.Order());
        _link.ApplyFails = "tc is away.";

        shaper.Tell(new HostCommand.ReleaseBandwidth(new CommandHeader("m-1", 1)));
        ExpectMsg<HostReply.CommandFailed>(Patience).ShouldBe(new HostReply.CommandFailed("m-1", "h1", nameof(HostCommand.ReleaseBandwidth), "tc is away."));

        _link.ApplyFails = null;
        Time.Advance(TimeSpan.FromSeconds(15));
        Eventually(() => _link.Now.IsEmpty.ShouldBeTrue());
    }

    [Fact]
    public void What_an_earlier_agent_left_and_nobody_owns_is_taken_down_and_said()
    {
        _link.Leftovers = ["a root qdisc of ours on eth0"];

        EventFilter.Warning(contains: "a root qdisc of ours on eth0").Expect(1, () => Shaper());

        _link.TakenOver.ShouldHaveSingleItem().Earlier.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Leftovers_that_cannot_be_dealt_with_do_not_keep_it_from_working_and_are_tried_again()
    {
        _link.TakeOverFails = "No CAP_NET_ADMIN.";
        IActorRef shaper = ActorRefs.Nobody;

        EventFilter.Error(contains: "No CAP_NET_ADMIN.").Expect(1, TimeSpan.FromSeconds(20), () => shaper = Shaper());
        Reserve(shaper, Leases.Order());

        _link.TakeOverFails = null;
        var tries = _link.TakenOver.Count;
        Eventually(() => _link.TakenOver.Count.ShouldBeGreaterThan(tries));
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    [Fact]
    public void An_order_whose_lifetime_is_none_is_refused()
    {
        var shaper = Shaper();

        Fails(shaper, Leases.Order(seconds: -1)).ShouldContain("A reservation's lifetime is");
        Fails(shaper, Leases.Order(seconds: 1e6)).ShouldContain("A reservation's lifetime is");

        _link.Applied.ShouldBeEmpty();
    }

    private IActorRef Shaper() => Sys.ActorOf(Props.Create(() => new TcShaper("h1", Leases.Capacity, _link, Store, Time)));

    private LeaseStore Store => new(new StateFile(Path.Combine(StateFolder, "leases.json")));

    private void Reserve(IActorRef shaper, HostCommand.ReserveBandwidth order)
    {
        shaper.Tell(order);
        ExpectMsg<HostReply.BandwidthReserved>(Patience).ShouldBe(new HostReply.BandwidthReserved(order.Header.MigrationId, "h1"));
    }

    private void Release(IActorRef shaper, string id)
    {
        shaper.Tell(new HostCommand.ReleaseBandwidth(new CommandHeader(id, 1)));
        ExpectMsg<HostReply.BandwidthReleased>(Patience).ShouldBe(new HostReply.BandwidthReleased(id, "h1"));
    }

    private string Fails(IActorRef shaper, HostCommand.ReserveBandwidth order)
    {
        shaper.Tell(order);
        var failed = ExpectMsg<HostReply.CommandFailed>(Patience);
        failed.Command.ShouldBe(nameof(HostCommand.ReserveBandwidth));
        return failed.Reason;
    }

    /// <summary>A lease of a second expires only in such a check, so all that could expire has by then.</summary>
    private void AwaitExpiryCheck(IActorRef shaper)
    {
        var before = _link.Applied.Count;
        Reserve(shaper, Leases.Order("m-check", 1, port: 50000, seconds: 0));
        Eventually(() => _link.Applied.Count.ShouldBe(before + 2));
        // Both were ours; what the test counts is what it had.
        _link.Forget(2);
    }
}
