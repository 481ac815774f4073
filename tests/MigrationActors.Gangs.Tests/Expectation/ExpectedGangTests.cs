using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;
using MigrationActors.Gangs.Expectation;

namespace MigrationActors.Gangs.Tests.Expectation;

public sealed class ExpectedGangTests
{
    private static readonly double Total = LinkBudget.Total(200);

    [Fact]
    public void There_are_the_thesiss_16_combinations_and_a_saturated_one() => Combination.All.Select(c => c.Name).Distinct().Count().ShouldBe(17);

    [Fact]
    public void Of_a_link_the_wires_share_and_the_clusters_own_are_taken_off() => Total.ShouldBe(187.9, tolerance: 1e-9);

    [Theory]
    [InlineData(129, Strategy.Parallel)]
    [InlineData(128.9, Strategy.Serial)]
    public void Medium_goes_together_where_three_quarters_of_the_ideal_are_free(double available, Strategy strategy) =>
        Gang("medium2", available).ShouldAllBe(m => m.Strategy == strategy);

    [Fact]
    public void Of_a_mixed_gang_the_high_one_goes_first_and_the_rest_by_urgency()
    {
        var gang = Gang("mixed3", available: 0);
        gang.Select(m => (m.Vm, m.Strategy, m.Order)).ShouldBe([("vm3", Strategy.Parallel, 1), ("vm2", Strategy.Serial, 2), ("vm1", Strategy.Serial, 3)]);
        gang.Select(m => m.Mbps).ShouldBe([172, 129, 86], tolerance: 1e-9);
    }

    [Fact]
    public void Parallel_and_serial_ones_may_differ_in_their_technique()
    {
        var gang = Gang("mixed3", available: 0, TrafficClass.Inbound, TrafficClass.Idle);
        gang.Select(m => m.Technique).ShouldBe([Technique.PostCopy, Technique.PreCopy, Technique.PreCopy]);
    }

    [Fact]
    public void Serial_ones_go_outbound_idle_mixed_inbound_then_by_urgency_then_as_given()
    {
        (string Name, TrafficClass Class, Urgency Urgency)[] vms =
        [
            ("in", TrafficClass.Inbound, Urgency.Medium), ("idle low", TrafficClass.Idle, Urgency.Low), ("mixed", TrafficClass.Mixed, Urgency.Low),
            ("idle medium", TrafficClass.Idle, Urgency.Medium), ("out", TrafficClass.Outbound, Urgency.Low), ("idle low too", TrafficClass.Idle, Urgency.Low),
        ];
        ExpectedOrder.Of(vms, _ => Strategy.Serial, v => v.Class, v => v.Urgency)
            .Select(m => (m.Member.Name, m.Order))
            .ShouldBe([("out", 1), ("idle medium", 2), ("idle low", 3), ("idle low too", 4), ("mixed", 5), ("in", 6)]);
    }

    private static IReadOnlyList<MemberFacts> Gang(
        string kind, double available, TrafficClass source = TrafficClass.Outbound, TrafficClass destination = TrafficClass.Idle) => ExpectedGang.Of(
            [.. GangKind.Parse(kind).Urgencies.Select((urgency, i) => new MemberFigures($"vm{i + 1}", urgency, 172, 20, 60))], source, destination, available, Total);
}
