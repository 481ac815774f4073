using MigrationActors.Core;
using MigrationActors.Core.Traffic;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.LinuxNet.Tests.Counters;

public class RateTrackerTests
{
    private const long MegabitInBytes = 125_000;
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RateTracker _tracker = new();

    [Fact]
    public void One_sample_is_no_rate()
    {
        Add(0, 5, 5);

        _tracker.RateOf(1).ShouldBeNull();
    }

    [Fact]
    public void Out_is_what_left_and_in_is_what_came()
    {
        Add(0, 0, 0);
        Add(1, rx: 3, tx: 8);

        _tracker.RateOf(1)!.Window.ShouldBe(Rate(outMbps: 8, inMbps: 3));
    }

    [Fact]
    public void A_tap_s_rates_are_mirrored_for_its_vm()
    {
        Add(0, 0, 0);
        Add(1, rx: 3, tx: 8);

        _tracker.RateOf(1)!.AsSeenByVm().Window.ShouldBe(Rate(outMbps: 3, inMbps: 8));
    }

    [Fact]
    public void The_window_forgets_what_is_older_and_the_latest_is_told_apart()
    {
        Add(0, 0, 0);
        Add(1, rx: 1000, tx: 0);
        for (var second = 2; second <= 6; second++)
        {
            Add(second, rx: 1000, tx: 10 * (second - 1));
        }

        var rate = _tracker.RateOf(1)!;
        rate.Window.ShouldBe(Rate(outMbps: 10, inMbps: 0));
        Add(7, rx: 1020, tx: 50);
        _tracker.RateOf(1)!.Latest.ShouldBe(Rate(outMbps: 0, inMbps: 20));
        _tracker.RateOf(1)!.Window.ShouldBe(Rate(outMbps: 8, inMbps: 4));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 3)]
    public void An_interval_in_which_a_counter_fell_is_dropped(int rx, int tx)
    {
        Add(0, 100, 100);
        Add(1, 103, 108);
        Add(2, rx, tx);
        _tracker.RateOf(1)!.Window.ShouldBe(Rate(8, 3));
        Add(3, rx + 3, tx + 8);

        _tracker.RateOf(1)!.Window.ShouldBe(Rate(8, 3));
    }

    [Fact]
    public void A_32_bit_wrap_is_taken_for_a_reset()
    {
        var near = (long)uint.MaxValue - 10;
        _tracker.Add(Start, [new(1, "old", near, near)]);
        _tracker.Add(Start.AddSeconds(1), [new(1, "old", 100, 100)]);

        _tracker.RateOf(1).ShouldBeNull();
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(1)]
    public void A_clock_set_back_drops_one_interval_and_keeps_the_window(double next)
    {
        Add(0, 0, 0);
        Add(1, 3, 8);
        Add(next, 6, 16);
        _tracker.RateOf(1)!.Window.ShouldBe(Rate(8, 3));
        Add(next + 1, 9, 24);

        _tracker.RateOf(1)!.Window.ShouldBe(Rate(8, 3));
    }

    [Fact]
    public void After_a_long_gap_only_what_is_new_counts()
    {
        Add(0, 0, 0);
        Add(1, 300, 800);
        Add(3600, 301, 801);
        _tracker.RateOf(1).ShouldBeNull();
        Add(3601, 304, 809);

        _tracker.RateOf(1)!.Window.ShouldBe(Rate(8, 3));
    }

    [Fact]
    public void A_rename_keeps_the_history()
    {
        _tracker.Add(Start, [new(1, "eth0", 0, 0)]);
        _tracker.Add(Start.AddSeconds(1), [new(1, "uplink", MegabitInBytes, 0)]);

        var rate = _tracker.RateOf(1)!;
        rate.Name.ShouldBe("uplink");
        rate.Window.ShouldBe(Rate(0, 1));
    }

    [Fact]
    public void An_interface_that_is_gone_is_forgotten()
    {
        Add(0, 0, 0);
        Add(1, 3, 8);
        _tracker.Add(Start.AddSeconds(2), []);
        _tracker.RateOf(1).ShouldBeNull();
        _tracker.Rates().ShouldBeEmpty();
        Add(3, 3, 8);

        _tracker.RateOf(1).ShouldBeNull();
    }

    [Fact]
    public void A_rate_no_link_has_is_not_believed()
    {
        var tracker = new RateTracker(RateTracker.DefaultWindow, plausible: new Mbps(1000));
        tracker.Add(Start, [new(1, "eth0", 0, 0)]);
        tracker.Add(Start.AddSeconds(1), [new(1, "eth0", 1001 * MegabitInBytes, 0)]);

        tracker.RateOf(1).ShouldBeNull();
    }

    private void Add(double second, double rx, double tx) =>
        _tracker.Add(Start.AddSeconds(second), [new(1, "eth0", (long)(rx * MegabitInBytes), (long)(tx * MegabitInBytes))]);

    private static TrafficRate Rate(double outMbps, double inMbps) => new(new Mbps(outMbps), new Mbps(inMbps));
}
