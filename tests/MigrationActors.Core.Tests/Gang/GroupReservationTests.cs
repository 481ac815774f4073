using CsCheck;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Tests.Gang;

public sealed class GroupReservationTests
{
    private static readonly Mbps Total = new(1000);

    [Fact]
    public void The_largest_ideal_the_highest_urgency_and_the_weights_decide()
    {
        // High by the first; weights 4 × 100 and 2 × 50.
        var shares = Decide(0, Member("a", Urgency.High, 600, lower: 100, upper: 200), Member("b", Urgency.Medium, 500, lower: 50, upper: 900));

        Reserved(shares).ShouldBe([480, 120], 1e-9);
        shares[1].Reason.ShouldBe(
            "120 Mbit/s of the group's 600 Mbit/s for 'b' by weight (20 %). Together (2 VMs): "
            + "600 Mbit/s reserved: high urgency takes 100 % of the ideal 600 Mbit/s; 0 Mbit/s are available.");
    }

    [Theory]
    [InlineData(Urgency.Medium, 1000 - 500)]
    [InlineData(Urgency.Low, 1000 - 700)]
    public void The_sums_of_the_SLA_bounds_are_left(Urgency urgency, double group)
    {
        var shares = Decide(0, Member("a", urgency, 900, lower: 200, upper: 300), Member("b", urgency, 900, lower: 300, upper: 400));

        Reserved(shares).Sum().ShouldBe(group, 1e-9);
        Reserved(shares)[0].ShouldBe(group * 2 / 5, 1e-9);
    }

    [Fact]
    public void What_is_free_is_split_the_same_way_where_nothing_needs_to_be_reserved()
    {
        var shares = Decide(800, Member("a", Urgency.High, 600, lower: 300, upper: 300), Member("b", Urgency.High, 500, lower: 100, upper: 100));

        shares.ShouldAllBe(s => s.Choice.Reserved == null);
        shares.Select(s => s.Choice.MaxBandwidth.Value).ShouldBe([600, 200], 1e-9);
        shares[0].Reason.ShouldContain("No reservation: 800 Mbit/s are available");
    }

    [Fact]
    public void Nobody_has_less_than_the_least_and_the_reason_says_so()
    {
        var shares = Decide(0, Member("a", Urgency.High, 400, lower: 500, upper: 500), Member("b", Urgency.Low, 400, lower: 1, upper: 1));

        Reserved(shares).ShouldBe([350, 50], 1e-9);
        shares[1].Reason.ShouldStartWith("50 Mbit/s of the group's 400 Mbit/s for 'b', the least a migration gets and no less than by weight (0 %).");
    }

    [Fact]
    public void Where_the_total_does_not_hold_everyones_least_the_weights_alone_decide_and_the_reason_says_so()
    {
        var shares = Decide(0, [.. Enumerable.Range(0, 40).Select(i => Member($"vm{i}", Urgency.Low, 400, lower: 10, upper: 10))]);

        Reserved(shares).ShouldAllBe(rate => Math.Abs(rate - 25) < 1e-9);
        shares[0].Reason.ShouldContain("40 times 50 Mbit/s, the least a migration gets, do not fit into 1000 Mbit/s: not all can run at once.");
    }

    [Fact]
    public void A_group_of_one_is_what_it_would_be_alone() => Gen.Select(AnyMember, Gen.Double[0, 1200]).Sample((member, available) =>
        GroupReservation.Decide([member], new Mbps(available), Total, ReservationSettings.Default)
            .ShouldBe([ReservationAlgorithm.Decide(member.Urgency, member.Ideal, new Mbps(available), Total, member.Sla)]));

    [Fact]
    public void Any_group_stays_within_the_total_and_leaves_nobody_without() =>
        Gen.Select(AnyMember.List[1, 30], Gen.Double[0, 1200]).Sample((members, available) =>
        {
            var shares = GroupReservation.Decide(members, new Mbps(available), Total, ReservationSettings.Default);

            var least = members.Count * 50 <= 1000 ? 50 : double.Epsilon;
            return shares.Count == members.Count
                && shares.Sum(s => s.Choice.MaxBandwidth.Value) <= 1000 + 1e-6
                && shares.All(s => s.Choice.MaxBandwidth.Value >= least)
                && shares.All(s => s.Choice.Reserved is null == shares[0].Choice.Reserved is null)
                && shares.All(s => s.Choice.Reserved is null || s.Choice.Reserved == s.Choice.MaxBandwidth);
        });

    [Fact]
    public void No_group_needs_nothing() => Decide(100).ShouldBeEmpty();

    private static Gen<GroupMember> AnyMember { get; } =
        Gen.Select(Gen.Enum<Urgency>(), Gen.Double[0, 1000], Gen.Double[0, 400], Gen.Double[0, 400])
            .Select((urgency, ideal, lower, more) => Member("vm", urgency, ideal, lower, lower + more));

    private static GroupMember Member(string vm, Urgency urgency, double ideal, double lower, double upper) =>
        new(vm, urgency, new Mbps(ideal), new SlaBounds(new Mbps(lower), new Mbps(upper)));

    private static IReadOnlyList<Decision<ReservationChoice>> Decide(double available, params GroupMember[] members) =>
        GroupReservation.Decide(members, new Mbps(available), Total, ReservationSettings.Default);

    private static double[] Reserved(IReadOnlyList<Decision<ReservationChoice>> shares) => [.. shares.Select(s => s.Choice.Reserved!.Value.Value)];
}
