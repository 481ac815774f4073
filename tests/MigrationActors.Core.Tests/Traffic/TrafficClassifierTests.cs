using CsCheck;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Traffic;

public sealed class TrafficClassifierTests
{
    private static readonly ClassificationSettings Defaults = new();

    [Theory]
    [InlineData(0, 0, TrafficClass.Idle)]
    [InlineData(9.99, 9.99, TrafficClass.Idle)]
    [InlineData(9.99, 0, TrafficClass.Idle)]
    [InlineData(10, 0, TrafficClass.Outbound)]
    [InlineData(0, 10, TrafficClass.Inbound)]
    [InlineData(10, 10, TrafficClass.Mixed)]
    [InlineData(9.99, 10, TrafficClass.Mixed)]
    [InlineData(100, 121, TrafficClass.Inbound)]
    [InlineData(121, 100, TrafficClass.Outbound)]
    [InlineData(100, 119, TrafficClass.Mixed)]
    [InlineData(119, 100, TrafficClass.Mixed)]
    [InlineData(300, 300, TrafficClass.Mixed)]
    public void Classifies_at_one_gigabit(double outgoing, double incoming, TrafficClass expected) =>
        Classify(outgoing, incoming, 1000).ShouldBe(expected);

    [Theory]
    [InlineData(150, 100, TrafficClass.Mixed)]
    [InlineData(100, 150, TrafficClass.Mixed)]
    [InlineData(150.01, 100, TrafficClass.Outbound)]
    [InlineData(100, 150.01, TrafficClass.Inbound)]
    public void Exactly_the_threshold_is_still_mixed(double outgoing, double incoming, TrafficClass expected) =>
        Classify(outgoing, incoming, 1000, new ClassificationSettings { Threshold = 1.5 }).ShouldBe(expected);

    [Theory]
    [InlineData(200, 1.99, TrafficClass.Idle)]
    [InlineData(200, 2, TrafficClass.Outbound)]
    [InlineData(10_000, 99.9, TrafficClass.Idle)]
    [InlineData(10_000, 100, TrafficClass.Outbound)]
    public void The_idle_floor_scales_with_the_link(double link, double outgoing, TrafficClass expected) =>
        Classify(outgoing, 0, link).ShouldBe(expected);

    [Fact]
    public void The_idle_floor_is_a_setting() =>
        Classify(40, 0, 1000, new ClassificationSettings { IdleFloor = new Mbps(50) }).ShouldBe(TrafficClass.Idle);

    [Theory]
    [InlineData(0.99)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_threshold_that_makes_no_sense_is_refused(double threshold) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ClassificationSettings { Threshold = threshold })
            .Message.ShouldContain("factor of 1 or more");

    [Fact]
    public void Swapping_the_directions_swaps_inbound_and_outbound() =>
        Gen.Select(Gen.Double[0, 2000], Gen.Double[0, 2000], Gen.Double[1, 10_000]).Sample((a, b, link) =>
        {
            var there = Classify(a, b, link);
            var back = Classify(b, a, link);
            return back == there switch
            {
                TrafficClass.Inbound => TrafficClass.Outbound,
                TrafficClass.Outbound => TrafficClass.Inbound,
                _ => there,
            };
        });

    private static TrafficClass Classify(double outgoing, double incoming, double link, ClassificationSettings? settings = null) =>
        TrafficClassifier.Classify(new TrafficRate(new Mbps(outgoing), new Mbps(incoming)), new Mbps(link), settings ?? Defaults);
}
