using MigrationActors.Core.Gang;

namespace MigrationActors.Core.Tests.Gang;

public sealed class GangTotalsTests
{
    [Fact]
    public void In_parallel_the_longest_and_the_largest_count() =>
        Of(Parallel(30, 200), Parallel(40, 100)).ShouldBe((40, 200, "The longest total time and the largest downtime of 2 in parallel."));

    [Fact]
    public void In_series_the_sums_count() =>
        Of(Serial(30, 200), Serial(40, 100)).ShouldBe((70, 300, "The sums of 2 in series."));

    [Fact]
    public void With_both_the_serial_sums_come_on_top() =>
        Of(Serial(5, 10), Parallel(30, 200), Serial(7, 20), Parallel(40, 100)).ShouldBe(
            (52, 230, "The longest total time and the largest downtime of 2 in parallel, plus the sums of 2 in series."));

    [Fact]
    public void Nobody_takes_nothing() => Of().ShouldBe((0, 0, "There are no members."));

    [Fact]
    public void A_member_that_never_converges_makes_a_gang_that_never_does()
    {
        var never = new MemberTimes(Strategy.Serial, TimeSpan.MaxValue, TimeSpan.MaxValue);

        GangTotals.Of([never, never, Serial(1, 1)]).TotalTime.ShouldBe(TimeSpan.MaxValue);
    }

    private static (double Seconds, double DowntimeMs, string Meaning) Of(params MemberTimes[] members)
    {
        var totals = GangTotals.Of(members);
        return (totals.TotalTime.TotalSeconds, totals.Downtime.TotalMilliseconds, totals.Meaning);
    }

    private static MemberTimes Parallel(double seconds, double downtimeMs) => Times(Strategy.Parallel, seconds, downtimeMs);

    private static MemberTimes Serial(double seconds, double downtimeMs) => Times(Strategy.Serial, seconds, downtimeMs);

    private static MemberTimes Times(Strategy strategy, double seconds, double downtimeMs) =>
        new(strategy, TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(downtimeMs));
}
