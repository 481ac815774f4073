using CsCheck;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Forecasting;

public sealed class TransferForecastTests
{
    private const long DeviceState = TransferForecast.DeviceStateBytes;

    // 100 Mbit/s are 12,500,000 bytes per second.
    private static readonly Mbps Rate = new(100);

    [Theory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public void Memory_that_nobody_dirties_crosses_the_link_once(Technique technique)
    {
        var forecast = TransferForecast.Of(technique, 125_000_000, Rate);

        TransferForecast.BytesToSend(technique, 125_000_000, Rate, dirtyRate: null).ShouldBe(125_000_000 + DeviceState);
        Seconds(forecast.TotalTime - TransferForecast.Fixed(technique)).ShouldBe(10 + DeviceState / 12_500_000.0, 1e-6);
    }

    [Fact]
    public void Pre_copy_sends_what_was_dirtied_pass_by_pass_until_the_rest_fits_the_downtime_limit()
    {
        // 100, 50, 25, 12.5, 6.25 MB are sent while the guest runs; 3.125 MB are sent in 250 ms.
        var forecast = TransferForecast.Of(Technique.PreCopy, 100_000_000, Rate, new Mbps(50));

        TransferForecast.BytesToSend(Technique.PreCopy, 100_000_000, Rate, new Mbps(50)).ShouldBe(196_875_000 + DeviceState);
        Seconds(forecast.Downtime - TransferForecast.Of(Technique.PostCopy, 0, Rate).Downtime).ShouldBe(0.25, 1e-6);
        forecast.Model.ShouldStartWith("Geometric pre-copy: passes at a constant rate while the guest dirties 50 Mbit/s");
    }

    [Fact]
    public void Pre_copy_of_an_unknown_dirty_rate_stands_still_for_the_downtime_limit_at_most()
    {
        var forecast = TransferForecast.Of(Technique.PreCopy, 100_000_000, Rate);

        Seconds(forecast.Downtime - TransferForecast.Of(Technique.PostCopy, 0, Rate).Downtime).ShouldBe(0.3, 1e-6);
        forecast.Model.ShouldContain("the guest's dirty rate is unknown; a downtime of at most QEMU's limit of 300 ms");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    public void A_guest_that_dirties_as_fast_as_is_sent_never_arrives_by_pre_copy(double dirtyRate)
    {
        var forecast = TransferForecast.Of(Technique.PreCopy, 100_000_000, Rate, new Mbps(dirtyRate));

        forecast.TotalTime.ShouldBe(TimeSpan.MaxValue);
        forecast.Downtime.ShouldBe(TimeSpan.MaxValue);
        forecast.Model.ShouldBe($"Geometric pre-copy does not converge: the guest dirties {new Mbps(dirtyRate)}, and only 100 Mbit/s can be sent.");
    }

    [Fact]
    public void It_arrives_by_post_copy_in_one_pass_and_by_hybrid_in_two()
    {
        TransferForecast.BytesToSend(Technique.PostCopy, 1000, Rate, new Mbps(250)).ShouldBe(1000 + DeviceState);
        TransferForecast.BytesToSend(Technique.Hybrid, 1000, Rate, new Mbps(250)).ShouldBe(2000 + DeviceState);
        TransferForecast.BytesToSend(Technique.Hybrid, 1000, Rate, new Mbps(25)).ShouldBe(1250 + DeviceState);
    }

    [Fact]
    public void What_fits_the_downtime_limit_is_sent_while_the_guest_stands_still() =>
        TransferForecast.BytesToSend(Technique.PreCopy, 3_000_000, Rate, new Mbps(250)).ShouldBe(3_000_000 + DeviceState);

    [Theory]
    [InlineData(-1, 100)]
    [InlineData(1, 0)]
    public void Less_than_nothing_or_no_rate_is_refused(long bytes, double rate) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TransferForecast.Of(Technique.PreCopy, bytes, new Mbps(rate)));

    [Fact]
    public void More_bytes_or_more_dirt_never_take_less_and_the_guest_stands_still_only_within_the_total() =>
        Gen.Select(Gen.Enum<Technique>(), Gen.Long[0, long.MaxValue], Gen.Double[0.001, 100_000], Gen.Double[0, 2].Nullable()).Sample((technique, bytes, rate, dirty) =>
        {
            Mbps? dirtyRate = dirty is { } share ? new Mbps(rate * share) : null;
            var forecast = TransferForecast.Of(technique, bytes, new Mbps(rate), dirtyRate);

            return forecast.Downtime <= forecast.TotalTime
                && TransferForecast.BytesToSend(technique, bytes, new Mbps(rate), dirtyRate) >= bytes
                && TransferForecast.Of(technique, bytes / 2, new Mbps(rate), dirtyRate).TotalTime <= forecast.TotalTime
                && TransferForecast.Of(technique, bytes, new Mbps(rate)).TotalTime <= forecast.TotalTime;
        });

    private static double Seconds(TimeSpan time) => time.TotalSeconds;
}
