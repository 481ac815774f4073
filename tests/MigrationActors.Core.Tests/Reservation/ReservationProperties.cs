using CsCheck;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Tests.Reservation;

public sealed class ReservationProperties
{
    private static readonly Gen<(Urgency Urgency, Mbps Ideal, Mbps Available, Mbps Total, SlaBounds Sla)> Cases =
        Gen.Select(Gen.Enum<Urgency>(), Gen.Double[0, 1.5], Gen.Double[0, 1], Gen.Double[0.1, 10_000], Gen.Double[0, 1.5], Gen.Double[0, 1.5])
            .Select((urgency, ideal, available, total, a, b) => (
                urgency,
                new Mbps(ideal * total),
                new Mbps(available * total),
                new Mbps(total),
                new SlaBounds(new Mbps(Math.Min(a, b) * total), new Mbps(Math.Max(a, b) * total))));

    [Fact]
    public void Nothing_is_below_the_minimum_or_above_the_total() => Cases.Sample(c =>
    {
        var choice = Decide(c).Choice;
        var least = Least(c.Total);
        return choice.MaxBandwidth >= least && choice.MaxBandwidth <= c.Total
            && (choice.Reserved is not { } reserved || reserved == choice.MaxBandwidth);
    });

    [Fact]
    public void Medium_leaves_the_lower_bound_and_low_the_upper_unless_the_minimum_is_at_stake() => Cases.Sample(c =>
    {
        var reserved = Decide(c).Choice.Reserved;
        var bound = c.Urgency switch
        {
            Urgency.Medium => c.Sla.Lower,
            Urgency.Low => c.Sla.Upper,
            _ => Mbps.Zero,
        };
        return reserved is null || reserved <= Mbps.Max(c.Total - bound, Least(c.Total));
    });

    [Fact]
    public void A_bound_that_fits_the_total_keeps_at_least_95_percent_of_itself() => Cases.Sample(c =>
    {
        var reserved = Decide(c).Choice.Reserved;
        var bound = c.Urgency == Urgency.Medium ? c.Sla.Lower : c.Sla.Upper;
        return c.Urgency == Urgency.High || reserved is null || bound > c.Total
            || (c.Total - reserved.Value).Value >= 0.95 * bound.Value - 1e-9;
    });

    [Fact]
    public void A_more_urgent_migration_never_gets_less() => Cases.Sample(c =>
    {
        var high = Decide(c with { Urgency = Urgency.High }).Choice.MaxBandwidth;
        var medium = Decide(c with { Urgency = Urgency.Medium }).Choice.MaxBandwidth;
        var low = Decide(c with { Urgency = Urgency.Low }).Choice.MaxBandwidth;
        return high >= medium && medium >= low;
    });

    [Fact]
    public void The_same_case_always_gives_the_same_decision() => Cases.Sample(c => Decide(c) == Decide(c));

    private static Mbps Least(Mbps total) => total * ReservationSettings.Default.MinimumMigrationRate;

    private static Decision<ReservationChoice> Decide((Urgency Urgency, Mbps Ideal, Mbps Available, Mbps Total, SlaBounds Sla) c) =>
        ReservationAlgorithm.Decide(c.Urgency, c.Ideal, c.Available, c.Total, c.Sla);
}
