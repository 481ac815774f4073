using Akka.Actor;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.State;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Core;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Shaping;

/// <summary>What an agent leaves to the one after it: its leases, by file, and its rules, in the kernel.</summary>
public sealed class TcShaperRestartTests : ActorTests
{
    private static readonly RuleNumbers Numbers = new(new Dictionary<string, int> { ["m-1"] = 256 }, new Dictionary<string, int>());
    private readonly FakeUplinkShaper _before = new() { Numbers = Numbers };
    private readonly FakeUplinkShaper _link = new();

    private string LeasesFile => Path.Combine(StateFolder, "leases.json");

    [Fact]
    public void A_lease_that_has_not_expired_is_taken_up_with_the_rules_that_are_there()
    {
        Earlier(Leases.Order());

        Successor();

        var (earlier, numbers) = TakenOver();
        earlier.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
        numbers.Egress.ShouldBe(Numbers.Egress);
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Rate.ShouldBe(new Mbps(300));
    }

    [Fact]
    public void The_order_repeated_to_the_successor_is_a_renewal()
    {
        Earlier(Leases.Order());
        var shaper = Successor();
        TakenOver();

        Reserve(shaper, Leases.Order());

        _link.Applied.Count.ShouldBe(1);
    }

    [Fact]
    public void A_lease_taken_up_ends_when_nobody_renews_it()
    {
        Earlier(Leases.Order(seconds: 15));
        Time.Advance(TimeSpan.FromSeconds(10));
        Successor();
        TakenOver();

        Time.Advance(TimeSpan.FromSeconds(5));

        Eventually(() => _link.Now.IsEmpty.ShouldBeTrue());
    }

    [Fact]
    public void A_renewal_counts_after_a_restart_too()
    {
        var first = Shaper(_before);
        Reserve(first, Leases.Order(seconds: 15));
        Time.Advance(TimeSpan.FromSeconds(10));
        Reserve(first, Leases.Order(seconds: 15));
        Stop(first);
        Time.Advance(TimeSpan.FromSeconds(10));

        Successor();
        TakenOver();

        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    [Fact]
    public void What_expired_meanwhile_is_taken_down_and_the_rest_stays()
    {
        Earlier(Leases.Order(seconds: 15), Leases.Order("m-2", 200, port: 49153, seconds: 60));
        Time.Advance(TimeSpan.FromSeconds(15));

        EventFilter.Warning(contains: "Nobody renewed, so taken down: m-1").Expect(1, () => Successor());

        TakenOver().Earlier.Egress!.Reserved.Count.ShouldBe(2);
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-2");
    }

    [Fact]
    public void What_was_released_is_not_taken_up()
    {
        var first = Shaper(_before);
        Reserve(first, Leases.Order());
        first.Tell(new HostCommand.ReleaseBandwidth(new CommandHeader("m-1", 1)));
        ExpectMsg<HostReply.BandwidthReleased>(Patience);
        Stop(first);

        Successor();

        TakenOver().Earlier.IsEmpty.ShouldBeTrue();
        _link.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_refused_is_not_taken_up()
    {
        var first = Shaper(_before);
        Reserve(first, Leases.Order());
        _before.ApplyFails = "tc is away.";
        first.Tell(Leases.Order("m-2", 200, port: 49153));
        ExpectMsg<HostReply.CommandFailed>(Patience);
        Stop(first);

        Successor();

        TakenOver();
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    /// <summary>It died between the wish and the deed, or in the middle of the deed: what the kernel has then nobody can tell.</summary>
    [Fact]
    public void Rules_of_an_agent_that_died_while_it_changed_them_are_not_believed()
    {
        var first = Shaper(_before);
        Reserve(first, Leases.Order());
        _before.ApplyFails = "killed";
        first.Tell(Leases.Order(rate: 500));
        ExpectMsg<HostReply.CommandFailed>(Patience);
        Stop(first);

        Successor();

        TakenOver().Earlier.IsEmpty.ShouldBeTrue();
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Rate.ShouldBe(new Mbps(300));
    }

    [Fact]
    public void A_clock_that_was_put_back_gives_no_lease_more_than_its_lifetime()
    {
        Earlier(Leases.Order(seconds: 15));
        var ahead = Store().Load();
        Store().Save(ahead with { Leases = [.. ahead.Leases.Select(l => l with { ExpiresAt = l.ExpiresAt.AddYears(1) })] });
        Successor();
        TakenOver();

        Time.Advance(TimeSpan.FromSeconds(15));

        Eventually(() => _link.Now.IsEmpty.ShouldBeTrue());
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{ "leases": [ null ], "numbers": null }""")]
    public void A_file_that_makes_no_sense_is_said_and_all_rules_go(string content)
    {
        Earlier(Leases.Order());
        File.WriteAllText(LeasesFile, content);
        IActorRef shaper = ActorRefs.Nobody;

        EventFilter.Error(contains: LeasesFile).Expect(1, () => shaper = Successor());

        TakenOver().Earlier.IsEmpty.ShouldBeTrue();
        _link.Applied.ShouldBeEmpty();
        Reserve(shaper, Leases.Order());
    }

    [Fact]
    public void Leases_that_the_link_no_longer_has_room_for_are_said_and_go()
    {
        Earlier(Leases.Order(rate: 800));
        var slower = Leases.Capacity with { Link = new Mbps(100), Control = new Mbps(1) };

        EventFilter.Error(contains: "do not fit this host").Expect(
            1, () => Sys.ActorOf(Props.Create(() => new TcShaper("h1", slower, _link, Store(), Time))));

        TakenOver().Earlier.IsEmpty.ShouldBeTrue();
        _link.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void A_disk_that_refuses_is_said_once_and_reservations_are_made_all_the_same()
    {
        File.WriteAllText(Path.Combine(StateFolder, "in-the-way"), "");
        var store = new LeaseStore(new StateFile(Path.Combine(StateFolder, "in-the-way", "leases.json")));
        IActorRef shaper = ActorRefs.Nobody;

        EventFilter.Warning(contains: "Should this agent restart").Expect(1, () =>
        {
            shaper = Sys.ActorOf(Props.Create(() => new TcShaper("h1", Leases.Capacity, _link, store, Time)));
            Reserve(shaper, Leases.Order());
            Reserve(shaper, Leases.Order());
        });

        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    [Fact]
    public void After_a_change_that_failed_the_kernel_is_told_again()
    {
        var shaper = Successor();
        Reserve(shaper, Leases.Order());
        _link.ApplyFails = "half a tree";
        shaper.Tell(Leases.Order("m-2", 200, port: 49153));
        ExpectMsg<HostReply.CommandFailed>(Patience);
        var applied = _link.Applied.Count;

        _link.ApplyFails = null;

        Eventually(() => _link.Applied.Count.ShouldBe(applied + 1));
        _link.Now.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1");
    }

    /// <summary>An agent reserves and is gone, and with it what its timers would do.</summary>
    private void Earlier(params IReadOnlyList<HostCommand.ReserveBandwidth> orders)
    {
        var first = Shaper(_before);
        foreach (var order in orders)
        {
            Reserve(first, order);
        }

        Stop(first);
    }

    private void Stop(IActorRef shaper)
    {
        Watch(shaper);
        Sys.Stop(shaper);
        ExpectTerminated(shaper, Patience);
    }

    private IActorRef Successor() => Shaper(_link);

    private IActorRef Shaper(FakeUplinkShaper link) => Sys.ActorOf(Props.Create(() => new TcShaper("h1", Leases.Capacity, link, Store(), Time)));

    private LeaseStore Store() => new(new StateFile(LeasesFile));

    private (LinkTrees Earlier, RuleNumbers Numbers) TakenOver()
    {
        Eventually(() => _link.TakenOver.ShouldNotBeEmpty());
        return _link.TakenOver.First();
    }

    private void Reserve(IActorRef shaper, HostCommand.ReserveBandwidth order)
    {
        shaper.Tell(order);
        ExpectMsg<HostReply.BandwidthReserved>(Patience);
    }
}
