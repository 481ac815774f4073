using CsCheck;
using MigrationActors.Core.Progress;

namespace MigrationActors.Core.Tests.Progress;

public sealed class StallWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void While_nothing_gets_through_the_time_adds_up() =>
        After(At(0, 600), At(1, 600), At(2.5, 600)).Stalled.ShouldBe(TimeSpan.FromSeconds(2.5));

    [Fact]
    public void One_byte_more_and_it_begins_anew() => After(At(0, 600), At(1, 600), At(2, 601)).Stalled.ShouldBe(TimeSpan.Zero);

    /// <summary>A page that is all zero needs next to no bytes: what is left tells.</summary>
    [Fact]
    public void Less_left_is_progress_although_nothing_was_counted_as_sent() =>
        After(At(0, 600), At(1, 600), At(2, 600, remaining: 399)).Stalled.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void More_left_to_send_is_none() => After(At(0, 600), At(1, 600, remaining: 900)).Stalled.ShouldBe(TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData(3600, 2)]
    [InlineData(-3600, 0)]
    public void A_clock_that_was_set_and_an_agent_that_was_away_prove_nothing(double seconds, double counted) =>
        After(At(0, 600), At(seconds, 600)).Stalled.ShouldBe(TimeSpan.FromSeconds(counted));

    [Fact]
    public void After_the_clock_went_back_the_time_adds_up_again() =>
        After(At(3600, 600), At(0, 600), At(1, 600)).Stalled.ShouldBe(TimeSpan.FromSeconds(1));

    [Fact]
    public void A_counter_that_begins_anew_is_a_new_transfer() => After(At(0, 600), At(1, 600), At(2, 10, remaining: 1000)).Stalled.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void It_is_never_negative_and_never_more_than_two_seconds_a_reading() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Long[0, 3], Gen.Long[0, 3]).Array[0, 30].Sample(readings =>
            After([.. readings.Select(r => At(r.Item1, r.Item2, r.Item3))]).Stalled.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(2 * readings.Length)));

    private static StallWatch After(params IEnumerable<TransferSample> samples) => samples.Aggregate(StallWatch.Start, (w, s) => w.With(s));

    private static TransferSample At(double seconds, long transferred, long remaining = 400) => new(Start.AddSeconds(seconds), 1000, remaining, transferred, 1);
}
