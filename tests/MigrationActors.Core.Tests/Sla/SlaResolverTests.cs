using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Sla;

public sealed class SlaResolverTests
{
    private static readonly SlaSettings Defaults = new();
    private static readonly Mbps Link = new(200);

    [Fact]
    public void Stated_bounds_are_taken_as_they_are_and_the_reason_says_so()
    {
        var bounds = new SlaBounds(new Mbps(20), new Mbps(80));

        var decision = SlaResolver.Resolve(new SlaStatement(bounds, WorkloadType.Batch), TrafficClass.Mixed, Link, Defaults);

        decision.Choice.ShouldBe(bounds);
        decision.Reason.ShouldBe("SLA 20 Mbit/s to 80 Mbit/s, as the VM's definition states.");
    }

    [Fact]
    public void Stated_bounds_beyond_the_link_stay_and_the_reason_warns()
    {
        var bounds = new SlaBounds(new Mbps(20), new Mbps(300));

        var decision = SlaResolver.Resolve(new SlaStatement(bounds, Workload: null), TrafficClass.Mixed, Link, Defaults);

        decision.Choice.ShouldBe(bounds);
        decision.Reason.ShouldContain("more than the link's 200 Mbit/s can hold");
    }

    [Theory]
    [InlineData(WorkloadType.Transactional, 60, 100)]
    [InlineData(WorkloadType.Analytical, 50, 90)]
    [InlineData(WorkloadType.ContentDelivery, 60, 120)]
    [InlineData(WorkloadType.Development, 10, 40)]
    [InlineData(WorkloadType.Batch, 20, 60)]
    [InlineData(WorkloadType.Archival, 2, 10)]
    public void A_stated_workload_type_gets_its_shares_of_the_link(WorkloadType workload, double lower, double upper)
    {
        var decision = SlaResolver.Resolve(new SlaStatement(Bounds: null, workload), TrafficClass.Idle, Link, Defaults);

        ShouldBeNear(decision.Choice, lower, upper);
        decision.Reason.ShouldContain("which the VM's definition states");
    }

    [Theory]
    [InlineData(TrafficClass.Idle, 2, 10, "archival")]
    [InlineData(TrafficClass.Outbound, 60, 120, "content-delivery")]
    [InlineData(TrafficClass.Inbound, 50, 90, "analytical")]
    [InlineData(TrafficClass.Mixed, 60, 100, "transactional")]
    public void Without_a_statement_the_traffic_suggests_the_type(TrafficClass vm, double lower, double upper, string type)
    {
        var decision = SlaResolver.Resolve(SlaStatement.None, vm, Link, Defaults);

        ShouldBeNear(decision.Choice, lower, upper);
        decision.Reason.ShouldContain(type);
        decision.Reason.ShouldContain("suggests it");
    }

    [Fact]
    public void The_shares_are_settings()
    {
        var settings = new SlaSettings { Batch = new SlaShare(0.5, 0.75) };

        var decision = SlaResolver.Resolve(new SlaStatement(Bounds: null, WorkloadType.Batch), TrafficClass.Idle, Link, settings);

        decision.Choice.ShouldBe(new SlaBounds(new Mbps(100), new Mbps(150)));
    }

    [Fact]
    public void A_lower_bound_above_the_upper_is_refused() =>
        Should.Throw<ArgumentException>(() => new SlaBounds(new Mbps(2), new Mbps(1))).Message.ShouldContain("above its upper bound");

    [Theory]
    [InlineData(-0.1, 0.5)]
    [InlineData(0.5, 0.4)]
    [InlineData(0.5, 1.1)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.1, double.NaN)]
    public void Shares_out_of_order_or_range_are_refused(double lower, double upper) =>
        Should.Throw<ArgumentException>(() => new SlaShare(lower, upper)).Message.ShouldContain("0 ≤ lower ≤ upper ≤ 1");

    private static void ShouldBeNear(SlaBounds bounds, double lower, double upper)
    {
        bounds.Lower.Value.ShouldBe(lower, 1e-9);
        bounds.Upper.Value.ShouldBe(upper, 1e-9);
    }
}
