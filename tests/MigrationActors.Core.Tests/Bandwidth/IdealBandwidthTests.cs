using CsCheck;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Bandwidth;

public sealed class IdealBandwidthTests
{
    private const double Step = 1e-6;
    private static readonly BandwidthModelSet Thesis = BandwidthModelSet.Thesis;

    public static TheoryData<int, double> EveryLine => Lines((_, _) => true);

    public static TheoryData<int, double> LinesAfterABreakpoint => Lines((from, _) => from > 0);

    public static TheoryData<int, double> LastLines => Lines((_, to) => to == 1000);

    [Theory]
    [MemberData(nameof(EveryLine))]
    public void Each_segment_holds_from_its_start_to_just_before_its_end(int line, double link)
    {
        var (technique, traffic, axis, from, to, y) = ThesisLines.All[line];
        double[] inside = [from, from + Step, (from + to) / 2, to - Step];
        foreach (var x in inside)
        {
            Estimate(technique, traffic, axis, x * link / 1000, link).Choice.Value.ShouldBe(y(x) * link / 1000, 1e-6, $"x = {x}");
        }
    }

    [Theory]
    [MemberData(nameof(LinesAfterABreakpoint))]
    public void Just_before_a_segment_the_one_before_it_holds(int line, double link)
    {
        var (technique, traffic, axis, from, _, _) = ThesisLines.All[line];
        var before = ThesisLines.All[line - 1].Y;
        var x = from - Step;
        Estimate(technique, traffic, axis, x * link / 1000, link).Choice.Value.ShouldBe(before(x) * link / 1000, 1e-6);
    }

    [Theory]
    [MemberData(nameof(LastLines))]
    public void The_last_segment_includes_the_capacity_and_a_rate_above_it_counts_as_the_capacity(int line, double link)
    {
        var (technique, traffic, axis, _, _, y) = ThesisLines.All[line];
        var expected = y(1000) * link / 1000;
        Estimate(technique, traffic, axis, link, link).Choice.Value.ShouldBe(expected, 1e-6);
        Estimate(technique, traffic, axis, link * 1.5, link).Choice.Value.ShouldBe(expected, 1e-6);
    }

    [Theory]
    [InlineData(Technique.PreCopy, 4, 7, 905.00 - 0.27 * 4)]
    [InlineData(Technique.Hybrid, 4, 7, 897.66 - 0.90 * 4)]
    [InlineData(Technique.PostCopy, 4, 7, 861.00 - 1.02 * 7)]
    public void An_idle_vm_takes_the_technique_s_contended_direction_at_its_measured_rate(
        Technique technique, double outgoing, double incoming, double expected)
    {
        var decision = IdealBandwidth.Estimate(Thesis, technique, Rate(outgoing, incoming), TrafficClass.Idle, new Mbps(1000));

        decision.Choice.Value.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void The_result_stays_between_nothing_and_the_link()
    {
        var models = WithOutgoing(new ModelSegment(0, 500, 2, 800), new ModelSegment(500, 1000, -2, 1200));

        IdealBandwidth.Estimate(models, Technique.PreCopy, Rate(400, 0), TrafficClass.Outbound, new Mbps(200)).Choice.Value.ShouldBe(0);
        IdealBandwidth.Estimate(models, Technique.PreCopy, Rate(300, 0), TrafficClass.Outbound, new Mbps(1000)).Choice.Value.ShouldBe(1000);
    }

    [Fact]
    public void The_reason_names_the_model_the_rate_and_the_segment()
    {
        IdealBandwidth.Estimate(Thesis, Technique.PreCopy, Rate(300, 0), TrafficClass.Outbound, new Mbps(1000)).Reason.ShouldBe(
            "Ideal 636 Mbit/s: model pre-copy/outgoing of 'thesis-1gbps' at x = 300 Mbit/s out of the VM, segment 2 of 3, [35, 472).");
        IdealBandwidth.Estimate(Thesis, Technique.PostCopy, Rate(0, 120), TrafficClass.Inbound, new Mbps(200)).Reason.ShouldBe(
            "Ideal 65.4 Mbit/s: model post-copy/incoming of 'thesis-1gbps' at x = 120 Mbit/s in of the VM "
            + "(that is 600 Mbit/s on the model's 1000 Mbit/s link), segment 2 of 2, [510, 1000].");
    }

    [Fact]
    public void A_link_of_zero_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => IdealBandwidth.Estimate(Thesis, Technique.PreCopy, Rate(0, 0), TrafficClass.Idle, Mbps.Zero));

    [Fact]
    public void Any_traffic_on_any_link_gives_a_rate_the_link_can_carry() =>
        Gen.Select(Gen.Enum<Technique>(), Gen.Enum<TrafficClass>(), Gen.Double[0, 20_000], Gen.Double[0, 20_000], Gen.Double[0.1, 10_000])
            .Sample((technique, vmClass, outgoing, incoming, link) =>
            {
                var decision = IdealBandwidth.Estimate(Thesis, technique, Rate(outgoing, incoming), vmClass, new Mbps(link));
                return decision.Choice >= Mbps.Zero && decision.Choice <= new Mbps(link);
            });

    private static Decision<Mbps> Estimate(Technique technique, ModelTraffic traffic, ModelAxis axis, double x, double link)
    {
        // The rate that must not matter is one that would change the result if it did.
        const double other = 777;
        var rate = axis == ModelAxis.Out ? Rate(x, other) : Rate(other, x);
        var vmClass = traffic switch
        {
            ModelTraffic.Incoming => TrafficClass.Inbound,
            ModelTraffic.Outgoing => TrafficClass.Outbound,
            _ => TrafficClass.Mixed,
        };
        return IdealBandwidth.Estimate(Thesis, technique, rate, vmClass, new Mbps(link));
    }

    // The fitted link, a slower and a faster one.
    private static TheoryData<int, double> Lines(Func<double, double, bool> which)
    {
        var data = new TheoryData<int, double>();
        for (var line = 0; line < ThesisLines.All.Count; line++)
        {
            if (which(ThesisLines.All[line].From, ThesisLines.All[line].To))
            {
                data.Add(line, 1000);
                data.Add(line, 200);
                data.Add(line, 2500);
            }
        }

        return data;
    }

    private static BandwidthModelSet WithOutgoing(params ModelSegment[] segments)
    {
        var models = Thesis.Models.Select(
            m => m is { Technique: Technique.PreCopy, Traffic: ModelTraffic.Outgoing } ? m with { Segments = segments } : m);
        return new BandwidthModelSet("test", Thesis.Link, [.. models]);
    }

    private static TrafficRate Rate(double outgoing, double incoming) => new(new Mbps(outgoing), new Mbps(incoming));
}
