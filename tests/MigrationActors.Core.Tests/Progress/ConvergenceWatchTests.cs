using MigrationActors.Core.Progress;

namespace MigrationActors.Core.Tests.Progress;

public sealed class ConvergenceWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_pass_sends_everything_and_counts_for_nothing() =>
        After(Pass(0, 1000), Pass(1, 1000), Pass(1, 400), Pass(1, 0)).BarrenPasses.ShouldBe(0);

    [Fact]
    public void Passes_that_leave_as_much_as_before_are_counted() =>
        After(Pass(1, 1000), Pass(2, 400), Pass(3, 400), Pass(4, 410)).BarrenPasses.ShouldBe(2);

    [Fact]
    public void A_pass_that_leaves_less_begins_the_count_anew() =>
        After(Pass(2, 400), Pass(3, 400), Pass(4, 400), Pass(5, 300)).BarrenPasses.ShouldBe(0);

    [Fact]
    public void A_guest_whose_rate_only_wavers_does_not_converge() =>
        After(Pass(2, 400), Pass(3, 370), Pass(4, 410), Pass(5, 365)).BarrenPasses.ShouldBe(3);

    [Fact]
    public void What_counts_is_the_best_pass_and_not_the_last_one() =>
        After(Pass(2, 400), Pass(3, 900), Pass(4, 500)).BarrenPasses.ShouldBe(2);

    [Fact]
    public void Readings_within_a_pass_change_nothing() => After(Pass(2, 400), Pass(3, 400), Pass(3, 200), Pass(3, 10)).BarrenPasses.ShouldBe(1);

    [Fact]
    public void Passes_that_were_too_short_to_be_read_are_counted_too() => After(Pass(2, 400), Pass(7, 400)).BarrenPasses.ShouldBe(5);

    [Fact]
    public void Readings_that_come_late_change_nothing() => After(Pass(2, 400), Pass(5, 400), Pass(3, 400)).BarrenPasses.ShouldBe(3);

    [Fact]
    public void After_something_was_done_it_needs_passes_of_its_own()
    {
        var anew = After(Pass(2, 400), Pass(3, 400), Pass(4, 400)).Anew();

        anew.BarrenPasses.ShouldBe(0);
        anew.With(Pass(4, 400)).BarrenPasses.ShouldBe(0);
        anew.With(Pass(5, 800)).BarrenPasses.ShouldBe(0);
        anew.With(Pass(5, 800)).With(Pass(6, 800)).BarrenPasses.ShouldBe(1);
    }

    [Fact]
    public void All_three_watches_take_each_reading()
    {
        var watch = new[] { Pass(1, 1000), Pass(2, 400), Pass(3, 400) }.Aggregate(TransferWatch.Start, (w, s) => w.With(s));

        watch.Progress.Latest.ShouldBe(Pass(3, 400));
        watch.Stall.Latest.ShouldBe(Pass(3, 400));
        watch.Convergence.BarrenPasses.ShouldBe(1);
    }

    private static ConvergenceWatch After(params IEnumerable<TransferSample> samples) => samples.Aggregate(ConvergenceWatch.Start, (w, s) => w.With(s));

    private static TransferSample Pass(long pass, long remaining) => new(Start.AddSeconds(pass), 1000, remaining, 100 * pass, pass);
}
