using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Tests.Ledger;

public sealed class LinkSharesTests
{
    [Fact]
    public void High_comes_first_and_the_others_keep_their_least()
    {
        var shares = Shares(
            Claims.One("high", Urgency.High, ideal: 800), Claims.One("medium", ideal: 800), Claims.One("low", Urgency.Low, ideal: 800));

        shares.ShouldBe([("high", 800), ("low", 50), ("medium", 150)]);
    }

    [Fact]
    public void Within_an_urgency_what_is_left_is_shared_by_weight()
    {
        // 900 beyond the least of both; the weights are 2 × 100 and 2 × 200, the floors 300.
        var shares = Shares(
            Claims.One("one", ideal: 1200, lower: 100, upper: 100), Claims.One("two", ideal: 1200, lower: 200, upper: 200));

        shares.ShouldBe([("one", 250), ("two", 450)]);
    }

    [Fact]
    public void What_one_does_not_want_goes_to_the_other() =>
        Shares(Claims.One("big", Urgency.High, ideal: 1000), Claims.One("small", Urgency.High, ideal: 100)).ShouldBe([("big", 900), ("small", 100)]);

    [Fact]
    public void A_group_has_the_largest_ideal_the_highest_urgency_and_the_sums_of_the_bounds()
    {
        var medium = Claims.One("a", ideal: 800, lower: 200, upper: 300, group: "g");
        var low = Claims.One("b", Urgency.Low, ideal: 400, lower: 300, upper: 600, group: "g");

        // 75 % of 800 is more than 200 + 300 leave. Weights 2 × 200 and 1 × 300.
        Shares(medium, low).ShouldBe([("a", Math.Round(500 * 4.0 / 7, 6)), ("b", Math.Round(500 * 3.0 / 7, 6))]);
    }

    [Fact]
    public void Nobody_in_a_group_has_less_than_its_least() =>
        Shares(Claims.One("a", ideal: 800, lower: 300, upper: 300, group: "g"), Claims.One("b", ideal: 800, group: "g")).ShouldBe([("a", 550), ("b", 50)]);

    [Fact]
    public void A_raised_one_may_squeeze_the_applications_to_their_lower_bounds_but_not_further()
    {
        var low = Claims.One("low", Urgency.Low, ideal: 800, lower: 300, upper: 700);

        Shares(low).ShouldBe([("low", 300)]);
        Shares(low.Raised(600)).ShouldBe([("low", 600)]);
        Shares(low.Raised(1000)).ShouldBe([("low", 700)]);
    }

    [Fact]
    public void Raising_one_of_a_group_gives_it_more_and_the_others_no_less()
    {
        var (a, b) = (Claims.One("a", Urgency.Low, ideal: 600, group: "g"), Claims.One("b", Urgency.Low, ideal: 600, group: "g"));

        Shares(a, b).ShouldBe([("a", 150), ("b", 150)]);
        Shares(a.Raised(500), b).ShouldBe([("a", 350), ("b", 150)]);
    }

    [Fact]
    public void A_raise_below_what_it_has_anyway_changes_nothing() =>
        Shares(Claims.One("a", ideal: 800).Raised(100)).ShouldBe([("a", 600)]);

    [Fact]
    public void Those_without_a_reservation_share_what_reservations_leave_each_up_to_what_it_may_use()
    {
        var reserved = Claims.One("reserved", Urgency.High, ideal: 400);

        Shares(reserved, Claims.One("x").Unreserved(1000), Claims.One("y").Unreserved(100)).ShouldBe([("reserved", 400), ("x", 500), ("y", 100)]);
    }

    [Theory]
    [InlineData(Urgency.High, 600)]
    [InlineData(Urgency.Medium, 400)]
    [InlineData(Urgency.Low, 300)]
    public void Those_without_a_reservation_leave_what_reserved_ones_keep_for_applications(Urgency urgency, double left)
    {
        var ideal = 400 / ReservationAlgorithm.ShareOf(urgency);

        Shares(Claims.One("reserved", urgency, ideal, lower: 200, upper: 300), Claims.One("x").Unreserved(1000)).ShouldBe([("reserved", 400), ("x", left)]);
    }

    [Fact]
    public void Where_applications_keep_nearly_all_those_without_a_reservation_have_their_least() =>
        Shares(Claims.One("reserved", lower: 880, upper: 900), Claims.One("x").Unreserved(1000), Claims.One("y").Unreserved(1000))
            .ShouldBe([("reserved", 50), ("x", 50), ("y", 50)]);

    [Fact]
    public void Those_without_a_reservation_keep_nothing_for_applications_that_is_not_in_what_was_free() =>
        Shares(Claims.One("x", lower: 600, upper: 900).Unreserved(700)).ShouldBe([("x", 700)]);

    [Fact]
    public void Those_without_a_reservation_keep_their_least() =>
        Shares(Claims.One("reserved", Urgency.High, ideal: 1000), Claims.One("x").Unreserved(10)).ShouldBe([("reserved", 950), ("x", 50)]);

    [Fact]
    public void Where_not_even_the_least_fits_everybody_has_the_same_share_of_it() =>
        Shares(Claims.One("a", Urgency.High, least: 500), Claims.One("b", Urgency.Low, least: 1500)).ShouldBe([("a", 250), ("b", 750)]);

    private static List<(string, double)> Shares(params Claim[] claims) =>
        [.. LinkShares.Of(new Mbps(Claims.Capacity), claims).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, Math.Round(s.Value.Value, 6)))];
}
