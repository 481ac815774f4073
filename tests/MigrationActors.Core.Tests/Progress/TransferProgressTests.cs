using CsCheck;
using MigrationActors.Core.Progress;

namespace MigrationActors.Core.Tests.Progress;

public sealed class TransferProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TransferSample> AnySample = Gen.Select(
        Gen.Int[0, 600], Gen.Long[0, 1000], Gen.Long[0, 1500], Gen.Long[0, 100_000],
        (seconds, total, remaining, transferred) => new TransferSample(Start.AddSeconds(seconds), total, remaining, transferred, 1));

    [Fact]
    public void It_never_runs_backwards_whatever_the_samples() => AnySample.Array[0, 30].Sample(samples =>
    {
        var progress = TransferProgress.None;
        foreach (var sample in samples)
        {
            var next = progress.With(sample);
            next.Fraction.ShouldBeInRange(progress.Fraction, 1);
            if (next.Estimate is { } estimate)
            {
                estimate.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            }

            progress = next;
        }
    });

    [Fact]
    public void A_new_pass_that_has_more_to_send_leaves_the_fraction_where_it_is()
    {
        var progress = TransferProgress.None.With(Sample(1, remaining: 100)).With(Sample(2, remaining: 700));

        progress.Fraction.ShouldBe(0.9, 1e-9);
        progress.Latest!.Remaining.ShouldBe(700);
    }

    [Fact]
    public void A_sample_that_is_not_newer_changes_nothing()
    {
        var progress = TransferProgress.None.With(Sample(2, remaining: 500));

        progress.With(Sample(2, remaining: 100)).ShouldBeSameAs(progress);
        progress.With(Sample(1, remaining: 100)).ShouldBeSameAs(progress);
    }

    [Fact]
    public void One_sample_gives_no_rate_and_no_estimate()
    {
        var progress = TransferProgress.None.With(Sample(1, remaining: 500, transferred: 500));

        progress.Rate.ShouldBeNull();
        progress.Estimate.ShouldBeNull();
    }

    [Fact]
    public void Rate_and_estimate_follow_what_crosses_the_link()
    {
        var progress = TransferProgress.None
            .With(Sample(0, remaining: 10_000_000, transferred: 0))
            .With(Sample(1, remaining: 7_500_000, transferred: 2_500_000));

        progress.Rate!.Value.Value.ShouldBe(20, 1e-9);
        progress.Estimate!.Value.TotalSeconds.ShouldBe(3, 1e-6);
    }

    [Fact]
    public void A_rate_that_jumps_is_smoothed()
    {
        var progress = TransferProgress.None
            .With(Sample(0, remaining: 0, transferred: 0))
            .With(Sample(1, remaining: 0, transferred: 12_500_000))
            .With(Sample(2, remaining: 0, transferred: 12_500_000));

        progress.Rate!.Value.Value.ShouldBe(70, 1e-9);
    }

    [Fact]
    public void A_stalled_transfer_has_no_infinite_estimate()
    {
        var progress = TransferProgress.None.With(Sample(0, remaining: 900)).With(Sample(1, remaining: 900));

        progress.Estimate.ShouldBeNull();
    }

    [Fact]
    public void A_counter_that_fell_gives_no_rate_of_its_own()
    {
        var before = TransferProgress.None.With(Sample(0, 900, transferred: 0)).With(Sample(1, 800, transferred: 1_250_000));

        before.With(Sample(2, 700, transferred: 10)).Rate.ShouldBe(before.Rate);
    }

    [Fact]
    public void Finished_is_all_of_it_and_nothing_to_go()
    {
        var finished = TransferProgress.None.With(Sample(1, remaining: 500)).Finished();

        finished.Fraction.ShouldBe(1);
        finished.Estimate.ShouldBe(TimeSpan.Zero);
    }

    private static TransferSample Sample(double seconds, long remaining, long transferred = 0, long total = 1000) =>
        new(Start.AddSeconds(seconds), Math.Max(total, remaining), remaining, transferred, 1);
}
