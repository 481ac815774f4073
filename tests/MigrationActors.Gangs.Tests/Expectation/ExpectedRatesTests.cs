using CsCheck;
using MigrationActors.Core.Reservation;
using MigrationActors.Gangs.Expectation;

namespace MigrationActors.Gangs.Tests.Expectation;

public sealed class ExpectedRatesTests
{
    private const double Total = 200;

    [Fact]
    public void Nothing_is_reserved_where_more_than_the_ideal_is_free() =>
        ExpectedRates.Alone(Vm(Urgency.High, ideal: 100), available: 101, Total).ShouldBe(new ExpectedRate(101, Reserved: false));

    [Theory]
    [InlineData(Urgency.High, 160)]
    [InlineData(Urgency.Medium, 120)]
    [InlineData(Urgency.Low, 80)]
    public void Otherwise_the_urgency_takes_its_share_of_the_ideal(Urgency urgency, double rate) =>
        ExpectedRates.Alone(Vm(urgency, ideal: 160), available: 50, Total).ShouldBe(new ExpectedRate(rate, Reserved: true));

    [Theory]
    [InlineData(Urgency.High, 160)]
    [InlineData(Urgency.Medium, 110)]
    [InlineData(Urgency.Low, 50)]
    public void It_leaves_the_bound_that_it_honours(Urgency urgency, double rate) =>
        ExpectedRates.Alone(Vm(urgency, ideal: 160, lower: 90, upper: 150), available: 0, Total).ShouldBe(new ExpectedRate(rate, Reserved: true));

    [Theory]
    [InlineData(Urgency.Medium)]
    [InlineData(Urgency.Low)]
    public void Medium_and_low_take_what_is_free_where_that_is_enough(Urgency urgency) =>
        ExpectedRates.Alone(Vm(urgency, ideal: 160), available: 130, Total).ShouldBe(new ExpectedRate(130, Reserved: false));

    [Fact]
    public void A_migration_has_a_twentieth_of_the_total_whatever_the_sla() =>
        ExpectedRates.Alone(Vm(Urgency.Low, ideal: 160, upper: 200), available: 0, Total).ShouldBe(new ExpectedRate(10, Reserved: true));

    [Fact]
    public void Several_share_the_largest_ideal_by_weight()
    {
        var rates = ExpectedRates.Together([Vm(Urgency.High, ideal: 150), Vm(Urgency.Medium, ideal: 120)], available: 0, Total);
        rates.Select(r => r.Mbps).ShouldBe([100, 50], tolerance: 1e-9);
    }

    [Fact]
    public void Several_leave_the_sum_of_their_bounds()
    {
        var rates = ExpectedRates.Together([Vm(Urgency.Medium, ideal: 200, lower: 60), Vm(Urgency.Medium, ideal: 200, lower: 60)], available: 0, Total);
        rates.Select(r => r.Mbps).ShouldBe([40, 40], tolerance: 1e-9);
    }

    [Fact]
    public void Whoever_would_have_too_little_has_the_least_at_the_others_cost()
    {
        var rates = ExpectedRates.Together([Vm(Urgency.High, ideal: 100, lower: 100), Vm(Urgency.Low, ideal: 100, lower: 1)], available: 0, Total);
        rates.Select(r => r.Mbps).ShouldBe([90, 10], tolerance: 1e-9);
    }

    [Fact]
    public void Together_they_never_have_more_than_the_total() => Gen
        .Select(Gen.Double[0, 300], Gen.Double[0, 300], Gen.Double[0, 200], Gen.Int[1, 30])
        .Sample((ideal, available, lower, count) =>
        {
            var vms = Enumerable.Range(0, count).Select(i => Vm((Urgency)(i % 3), ideal, lower + i, lower + (2 * i)));
            return ExpectedRates.Together([.. vms], available, Total).Sum(r => r.Mbps) <= Total + 1e-6;
        });

    private static MemberFigures Vm(Urgency urgency, double ideal, double lower = 20, double upper = 60) => new("vm", urgency, ideal, lower, upper);
}
