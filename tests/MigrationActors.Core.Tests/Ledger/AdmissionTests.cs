using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Tests.Ledger;

public sealed class AdmissionTests
{
    private static readonly HostCapacity[] Hosts =
        [new("alpha", new Mbps(1000)), new("beta", new Mbps(1000)), new("gamma", new Mbps(1000)), new("delta", new Mbps(1000))];

    [Fact]
    public void An_empty_link_has_room() => Ledger().Obstacle(Claims.One("a", Urgency.High, ideal: 2000)).ShouldBeNull();

    [Fact]
    public void A_claim_is_not_in_its_own_way()
    {
        var claim = Claims.One("a", Urgency.High, ideal: 2000);

        Ledger(claim).Obstacle(claim).ShouldBeNull();
    }

    [Fact]
    public void A_limit_on_how_many_leave_makes_the_next_wait_and_names_those_that_leave()
    {
        var ledger = Ledger(new LedgerSettings { MostOutgoing = 1 }, Claims.One("a", ideal: 100));

        ledger.Obstacle(Claims.One("b", ideal: 100, destination: "gamma")).ShouldBe("'b' waits: at most 1 at a time may use what alpha sends, and there are 'a'.");
        ledger.Obstacle(Claims.One("b", ideal: 100, source: "gamma")).ShouldBeNull();
    }

    [Fact]
    public void A_limit_on_how_many_arrive_makes_the_next_wait()
    {
        var ledger = Ledger(new LedgerSettings { MostIncoming = 1 }, Claims.One("a", ideal: 100));

        ledger.Obstacle(Claims.One("b", ideal: 100, source: "gamma")).ShouldNotBeNull().ShouldContain("at most 1 at a time may use what beta receives");
        ledger.Obstacle(Claims.One("b", ideal: 100, destination: "gamma")).ShouldBeNull();
    }

    [Fact]
    public void A_migration_waits_where_its_least_does_not_fit_beside_the_least_of_others()
    {
        var ledger = Ledger(Claims.One("a", Urgency.Low, least: 600), Claims.One("b", Urgency.Low, least: 380));

        ledger.Obstacle(Claims.One("c", Urgency.High)).ShouldBe(
            "'c' waits: it needs at least 50 Mbit/s of what alpha sends, which is 1000 Mbit/s, and 980 Mbit/s of it are the least of 'a' (600 Mbit/s), 'b' (380 Mbit/s).");
    }

    [Fact]
    public void Two_share_a_link_where_each_has_half_of_what_it_would_have_alone() =>
        Ledger(Claims.One("a", Urgency.High)).Obstacle(Claims.One("b", Urgency.High)).ShouldBeNull();

    [Fact]
    public void A_third_would_push_all_below_half_and_waits()
    {
        var ledger = Ledger(Claims.One("a", Urgency.High), Claims.One("b", Urgency.High));

        ledger.Obstacle(Claims.One("c", Urgency.High)).ShouldBe(
            "'c' waits: of what alpha sends it would leave 'a', no less urgent, only 333.3 Mbit/s, less than 50 % of the 800 Mbit/s there would be without others.");
    }

    [Fact]
    public void A_less_urgent_one_waits_where_the_more_urgent_leave_it_too_little()
    {
        var ledger = Ledger(Claims.One("a", Urgency.High, ideal: 900));

        ledger.Obstacle(Claims.One("b", Urgency.Low)).ShouldBe(
            "'b' waits: of what alpha sends it would have 100 Mbit/s, less than 50 % of the 400 Mbit/s it would have alone; beside it there are 'a' (900 Mbit/s).");
    }

    [Fact]
    public void A_more_urgent_one_shrinks_the_others_to_their_least()
    {
        var ledger = Ledger(Claims.One("low", Urgency.Low), Claims.One("medium"));
        var high = Claims.One("high", Urgency.High, ideal: 900);

        ledger.Obstacle(high).ShouldBeNull();
        ledger.With(high).RatesBeside("high").Select(r => (r.Key, r.Value.Value)).ShouldBe([("high", 900), ("low", 50), ("medium", 50)], ignoreOrder: true);
    }

    [Fact]
    public void One_without_a_reservation_is_nobodys_reason_to_wait_but_for_its_least()
    {
        Ledger(Claims.One("a", Urgency.Low).Unreserved(900)).Obstacle(Claims.One("b", Urgency.Low, ideal: 2000)).ShouldBeNull();
        Ledger(Claims.One("a", Urgency.High, ideal: 1000)).Obstacle(Claims.One("b", Urgency.Low).Unreserved(900)).ShouldBeNull();
        Ledger(Claims.One("a", Urgency.High, ideal: 1000)).Obstacle(Claims.One("b", Urgency.High, least: 600).Unreserved(900)).ShouldNotBeNull()
            .ShouldContain("it would leave 'a'");
    }

    [Fact]
    public void Members_of_one_group_share_what_the_group_has_alone_and_do_not_wait_for_each_other()
    {
        var ledger = Ledger(Claims.One("a", Urgency.High, group: "g"), Claims.One("b", Urgency.High, group: "g"), Claims.One("c", Urgency.High, group: "g"));

        ledger.Obstacle(Claims.One("d", Urgency.High, group: "g")).ShouldBeNull();
        ledger.Obstacle(Claims.One("d", Urgency.High)).ShouldNotBeNull().ShouldContain("it would have 250 Mbit/s, less than 50 % of the 800 Mbit/s");
    }

    [Fact]
    public void One_that_was_below_its_share_before_is_no_reason_to_wait()
    {
        var ledger = Ledger(Claims.One("high", Urgency.High, ideal: 900), Claims.One("low", Urgency.Low));

        ledger.Obstacle(Claims.One("another", Urgency.Low, ideal: 50)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_admission_share_that_makes_no_sense_is_refused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new LedgerSettings { AdmissionShare = share }).Message.ShouldContain("above 0 and at most 1");

    [Fact]
    public void A_limit_of_nothing_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LedgerSettings { MostOutgoing = 0 }).Message.ShouldContain("1 or more");
        Should.Throw<ArgumentOutOfRangeException>(() => new LedgerSettings { MostIncoming = 0 }).Message.ShouldContain("1 or more");
    }

    private static LinkLedger Ledger(params Claim[] claims) => Claims.Ledger(Hosts, claims);

    private static LinkLedger Ledger(LedgerSettings settings, params Claim[] claims) =>
        claims.Aggregate(Claims.Ledger(settings, Hosts), (ledger, claim) => ledger.With(claim));
}
