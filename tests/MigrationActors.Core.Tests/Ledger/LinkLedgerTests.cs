using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Tests.Ledger;

public sealed class LinkLedgerTests
{
    private static readonly HostCapacity[] Hosts =
        [new("alpha", new Mbps(1000)), new("beta", new Mbps(1000)), new("gamma", new Mbps(500)), new("delta", new Mbps(1000))];

    [Fact]
    public void A_migration_has_the_smaller_of_its_shares_on_the_two_links()
    {
        var ledger = Ledger(Claims.One("a", Urgency.High, ideal: 800, destination: "gamma"));

        ledger.RateOf("a").ShouldBe(new Mbps(500));
    }

    [Fact]
    public void What_a_host_sends_and_what_it_receives_are_two_links()
    {
        var ledger = Ledger(
            Claims.One("to", Urgency.High, ideal: 1000), Claims.One("back", Urgency.High, ideal: 1000, source: "beta", destination: "alpha"));

        ledger.RateOf("to").ShouldBe(new Mbps(1000));
        ledger.RateOf("back").ShouldBe(new Mbps(1000));
        ledger.Beside(ledger.Find("to")!).ShouldBeEmpty();
    }

    [Fact]
    public void Beside_are_those_that_share_a_link_whether_the_claim_is_in_the_ledger_or_not()
    {
        var ledger = Ledger(
            Claims.One("a"), Claims.One("b", destination: "gamma"), Claims.One("c", source: "delta"), Claims.One("far", source: "delta", destination: "gamma"));

        ledger.Beside(ledger.Find("a")!).ShouldBe(["b", "c"], ignoreOrder: true);
        ledger.Beside(Claims.One("new")).ShouldBe(["a", "b", "c"], ignoreOrder: true);
        ledger.RatesBeside("a").Keys.ShouldBe(["a", "b", "c"], ignoreOrder: true);
        ledger.RatesBeside("a")["b"].ShouldBe(ledger.RateOf("b"));
    }

    [Fact]
    public void A_claim_of_a_known_id_replaces_the_old_one_also_on_other_links()
    {
        var ledger = Ledger(Claims.One("a")).With(Claims.One("a", source: "delta", destination: "gamma"));

        ledger.On(new("alpha", LinkDirection.Out)).ShouldBeEmpty();
        ledger.On(new("gamma", LinkDirection.In)).ShouldHaveSingleItem().Source.ShouldBe("delta");
        ledger.Claims.Count.ShouldBe(1);
    }

    [Fact]
    public void Taking_back_a_claim_that_is_not_there_changes_nothing()
    {
        var ledger = Ledger(Claims.One("a"));

        ledger.Without("b").ShouldBeSameAs(ledger);
        ledger.Find("b").ShouldBeNull();
        ledger.On(new("nowhere", LinkDirection.Out)).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_capacity_changes_the_rates_of_the_claims_there()
    {
        var ledger = Ledger(Claims.One("a", Urgency.High, ideal: 800)).With(new HostCapacity("beta", new Mbps(300)));

        ledger.RateOf("a").ShouldBe(new Mbps(300));
    }

    [Fact]
    public void A_rate_that_nobody_claims_is_asked_for_in_vain() =>
        Should.Throw<KeyNotFoundException>(() => Ledger().RateOf("x")).Message.ShouldContain("'x'");

    [Fact]
    public void Claims_that_make_no_sense_are_refused_and_are_obstacles()
    {
        foreach (var (claim, why) in new[]
        {
            (Claims.One("a", source: "nowhere"), "Nobody knows what the link of host 'nowhere' has"),
            (Claims.One("a", destination: "nowhere"), "Nobody knows what the link of host 'nowhere' has"),
            (Claims.One("a", destination: "alpha"), "from 'alpha' to itself"),
            (Claims.One("a", least: 0), "a least of 0 Mbit/s"),
        })
        {
            Should.Throw<ArgumentException>(() => Ledger().With(claim)).Message.ShouldContain(why);
            Ledger().Obstacle(claim).ShouldNotBeNull().ShouldContain(why);
        }

        Should.Throw<ArgumentException>(() => Ledger().With(new HostCapacity("alpha", Mbps.Zero))).Message.ShouldContain("set the rate of its uplink");
    }

    private static LinkLedger Ledger(params Claim[] claims) => Claims.Ledger(Hosts, claims);
}
