using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Tests.Reservation;

public sealed class ReservationAlgorithmTests
{
    [Theory]
    [InlineData(Urgency.High)]
    [InlineData(Urgency.Medium)]
    [InlineData(Urgency.Low)]
    public void More_than_the_ideal_available_means_no_reservation_whatever_the_urgency(Urgency urgency)
    {
        var decision = Decide(urgency, ideal: 600, available: 600.1, lower: 300, upper: 500);

        ShouldSkip(decision, 600.1);
        decision.Reason.ShouldContain("more than the ideal 600 Mbit/s");
    }

    // With all 600 of the ideal available, only high still reserves: the printed comparison is strict.
    [Theory]
    [InlineData(Urgency.High, true)]
    [InlineData(Urgency.Medium, false)]
    [InlineData(Urgency.Low, false)]
    public void Exactly_the_ideal_available_goes_on_to_algorithm_2(Urgency urgency, bool reserves)
    {
        var decision = Decide(urgency, ideal: 600, available: 600, lower: 0, upper: 0);

        decision.Choice.ShouldBe(reserves ? new(new Mbps(600), new Mbps(600)) : new(Reserved: null, new Mbps(600)));
    }

    [Theory]
    [InlineData(600, 600)]
    [InlineData(1000, 1000)]
    [InlineData(1200, 1000)]
    public void High_reserves_the_ideal_whatever_the_sla_but_never_more_than_there_is(double ideal, double reserved) =>
        ShouldReserve(Decide(Urgency.High, ideal, available: 0, lower: 900, upper: 1000), reserved);

    [Theory]
    [InlineData(800, 300, 600)] // 600 wanted, 700 left
    [InlineData(800, 400, 600)] // 600 wanted, 600 left
    [InlineData(800, 500, 500)] // 600 wanted, 500 left
    public void Medium_reserves_three_quarters_as_far_as_the_lower_bound_stays(double ideal, double lower, double reserved) =>
        ShouldReserve(Decide(Urgency.Medium, ideal, available: 0, lower, upper: 1000), reserved);

    [Theory]
    [InlineData(800, 500, 400)] // 400 wanted, 500 left
    [InlineData(800, 600, 400)] // 400 wanted, 400 left
    [InlineData(800, 700, 300)] // 400 wanted, 300 left
    public void Low_reserves_half_as_far_as_the_upper_bound_stays(double ideal, double upper, double reserved) =>
        ShouldReserve(Decide(Urgency.Low, ideal, available: 0, lower: 0, upper), reserved);

    [Theory]
    [InlineData(Urgency.Medium, 599.9, true)]
    [InlineData(Urgency.Medium, 600, false)]
    [InlineData(Urgency.Medium, 600.1, false)]
    [InlineData(Urgency.Low, 399.9, true)]
    [InlineData(Urgency.Low, 400, false)]
    [InlineData(Urgency.Low, 400.1, false)]
    public void Medium_and_low_skip_the_reservation_where_that_much_is_available(Urgency urgency, double available, bool reserves)
    {
        var decision = Decide(urgency, ideal: 800, available, lower: 0, upper: 0);

        if (reserves)
        {
            ShouldReserve(decision, urgency == Urgency.Medium ? 600 : 400);
        }
        else
        {
            ShouldSkip(decision, available);
        }
    }

    [Theory]
    [InlineData(Urgency.Medium, 1000)]
    [InlineData(Urgency.Low, 1000)]
    [InlineData(Urgency.Medium, 5000)]
    [InlineData(Urgency.Low, 5000)]
    [InlineData(Urgency.Low, 960)]
    public void An_sla_that_takes_the_whole_link_leaves_the_migration_its_minimum(Urgency urgency, double bound)
    {
        var decision = Decide(urgency, ideal: 800, available: 0, lower: bound, upper: bound);

        ShouldReserve(decision, 50);
        decision.Reason.ShouldContain("raised from");
        decision.Reason.ShouldContain("the least a migration gets");
    }

    [Theory]
    [InlineData(Urgency.High)]
    [InlineData(Urgency.Medium)]
    [InlineData(Urgency.Low)]
    public void A_model_that_says_nothing_does_not_leave_the_migration_in_the_last_bit_of_the_link(Urgency urgency) =>
        ShouldReserve(Decide(urgency, ideal: 0, available: 0.1, lower: 0, upper: 0), 50);

    [Fact]
    public void The_minimum_is_a_setting()
    {
        var settings = new ReservationSettings { MinimumMigrationRate = 0.1 };

        var decision = ReservationAlgorithm.Decide(
            Urgency.Low, new Mbps(800), Mbps.Zero, new Mbps(1000), new SlaBounds(Mbps.Zero, new Mbps(1000)), settings);

        ShouldReserve(decision, 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_minimum_that_makes_no_sense_is_refused(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ReservationSettings { MinimumMigrationRate = share })
            .Message.ShouldContain("above 0 and at most 1");

    [Fact]
    public void A_total_of_zero_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => ReservationAlgorithm.Decide(Urgency.High, Mbps.Zero, Mbps.Zero, Mbps.Zero, new SlaBounds(Mbps.Zero, Mbps.Zero)));

    [Theory]
    [InlineData(Urgency.High, "600 Mbit/s reserved: high urgency takes 100 % of the ideal 600 Mbit/s; 20 Mbit/s are available.")]
    [InlineData(
        Urgency.Medium,
        "400 Mbit/s reserved: medium urgency takes 75 % of the ideal 600 Mbit/s, cut to what the SLA's lower bound (600 Mbit/s) leaves of 1000 Mbit/s; 20 Mbit/s are available.")]
    [InlineData(
        Urgency.Low,
        "200 Mbit/s reserved: low urgency takes 50 % of the ideal 600 Mbit/s, cut to what the SLA's upper bound (800 Mbit/s) leaves of 1000 Mbit/s; 20 Mbit/s are available.")]
    public void The_reason_retells_the_steps(Urgency urgency, string reason) =>
        Decide(urgency, ideal: 600, available: 20, lower: 600, upper: 800).Reason.ShouldBe(reason);

    [Theory]
    [InlineData(1000, 300, 700)]
    [InlineData(1000, 0, 1000)]
    [InlineData(1000, 980, 50)]
    [InlineData(1000, 2000, 50)]
    public void The_highest_rate_is_what_the_slas_lower_bound_leaves_but_at_least_the_minimum(double total, double lower, double highest) =>
        ReservationAlgorithm.Highest(new Mbps(total), new SlaBounds(new Mbps(lower), new Mbps(2000))).ShouldBe(new Mbps(highest));

    private static Decision<ReservationChoice> Decide(Urgency urgency, double ideal, double available, double lower, double upper) =>
        ReservationAlgorithm.Decide(
            urgency, new Mbps(ideal), new Mbps(available), new Mbps(1000), new SlaBounds(new Mbps(lower), new Mbps(Math.Max(lower, upper))));

    private static void ShouldReserve(Decision<ReservationChoice> decision, double rate) =>
        decision.Choice.ShouldBe(new ReservationChoice(new Mbps(rate), new Mbps(rate)));

    private static void ShouldSkip(Decision<ReservationChoice> decision, double available) =>
        decision.Choice.ShouldBe(new ReservationChoice(Reserved: null, new Mbps(available)));
}
