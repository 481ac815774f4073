using CsCheck;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.LinuxNet.Tests.Counters;

public class RateTrackerProperties
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Mbps Plausible = new(10_000);

    // Any counters, any steps of the clock, forward and back.
    private static readonly Gen<(double Step, long Rx, long Tx)[]> Samples =
        Gen.Select(Gen.Double[-100, 100], Gen.Long, Gen.Long).Array[0, 40];

    // What a sane clock and a link of at most the plausible rate give, with resets in between.
    private static readonly Gen<(double Step, double Rx, double Tx, bool Reset)[]> Traffic =
        Gen.Select(Gen.Double[0.1, 3], Gen.Double[0, 9_999], Gen.Double[0, 9_999], Gen.Bool).Array[1, 40];

    [Fact]
    public void No_rate_is_ever_negative_or_above_what_a_link_has() => Samples.Sample(samples =>
    {
        var tracker = new RateTracker(RateTracker.DefaultWindow, Plausible);
        var at = Start;
        foreach (var (step, rx, tx) in samples)
        {
            at = at.AddSeconds(step);
            tracker.Add(at, [new(1, "eth0", rx, tx)]);
            foreach (var rate in tracker.Rates())
            {
                rate.Window.Out.Value.ShouldBeInRange(0, Plausible.Value * 1.000001);
                rate.Window.In.Value.ShouldBeInRange(0, Plausible.Value * 1.000001);
            }
        }
    });

    [Fact]
    public void The_window_s_rate_lies_between_the_lowest_and_the_highest_that_went_in() => Traffic.Sample(traffic =>
    {
        var tracker = new RateTracker(RateTracker.DefaultWindow, Plausible);
        var at = Start;
        long rx = 0, tx = 0;
        tracker.Add(at, [new(1, "eth0", rx, tx)]);
        foreach (var interval in traffic)
        {
            at = at.AddSeconds(interval.Step);
            rx = interval.Reset ? 0 : rx + (long)(new Mbps(interval.Rx).BytesPerSecond * interval.Step);
            tx = interval.Reset ? 0 : tx + (long)(new Mbps(interval.Tx).BytesPerSecond * interval.Step);
            tracker.Add(at, [new(1, "eth0", rx, tx)]);
        }

        if (tracker.RateOf(1) is { } rate)
        {
            rate.Window.In.Value.ShouldBeLessThanOrEqualTo(traffic.Max(t => t.Rx) + 0.01);
            rate.Window.Out.Value.ShouldBeLessThanOrEqualTo(traffic.Max(t => t.Tx) + 0.01);
        }
    });
}
