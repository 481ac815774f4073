using MigrationActors.Testbed.Probing;

namespace MigrationActors.Testbed.Tests.Probing;

public sealed class ProbeReportTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_longest_gap_is_the_downtime_that_others_see()
    {
        var report = Report(100, Answer(1, 10), Answer(2, 20), Answer(5, 70), Answer(6, 80));
        report.LongestGap.ShouldBe(TimeSpan.FromMilliseconds(50));
        report.GapStart.ShouldBe(At(20));
        report.Answers.ShouldBe(4);
        report.IsOneContinuousInstance.ShouldBeTrue();
    }

    [Fact]
    public void A_guest_that_does_not_come_back_is_away_to_the_end() =>
        Report(100, Answer(1, 10)).LongestGap.ShouldBe(TimeSpan.FromMilliseconds(90));

    [Fact]
    public void Without_any_answer_the_whole_span_is_the_gap()
    {
        var report = Report(100);
        report.LongestGap.ShouldBe(TimeSpan.FromMilliseconds(100));
        report.IsOneContinuousInstance.ShouldBeFalse();
        report.FirstCounter.ShouldBeNull();
    }

    [Fact]
    public void Answers_outside_the_span_do_not_count() => Report(50, Answer(1, 10), Answer(2, 60)).Answers.ShouldBe(1);

    [Fact]
    public void A_counter_that_goes_back_is_seen() =>
        Report(100, Answer(1, 10, counter: 5), Answer(2, 20, counter: 4)).WentBack.ShouldBeTrue();

    [Fact]
    public void A_clock_that_goes_back_within_a_second_is_seen() =>
        Report(100, Answer(1, 10, uptime: 500), Answer(2, 20, uptime: 400)).WentBack.ShouldBeTrue();

    [Fact]
    public void Answers_that_overtake_each_other_are_no_going_back() =>
        Report(100, Answer(2, 10, counter: 5), Answer(1, 11, counter: 4)).WentBack.ShouldBeFalse();

    [Fact]
    public void A_probe_that_another_one_overtook_on_its_way_is_no_time_that_went_back() =>
        Report(100, Answer(2, 10, uptime: 400), Answer(1, 11, uptime: 410)).WentBack.ShouldBeFalse();

    [Fact]
    public void Another_boot_is_seen() =>
        Report(100, Answer(1, 10, nonce: "a"), Answer(2, 20, nonce: "b")).Rebooted.ShouldBeTrue();

    [Fact]
    public void Two_answers_to_one_probe_are_two_copies()
    {
        var report = Report(100, Answer(1, 10), Answer(1, 11), Answer(2, 20));
        report.AnsweredTwice.ShouldBeTrue();
        report.Answers.ShouldBe(2);
        report.IsOneContinuousInstance.ShouldBeFalse();
    }

    private static ProbeReport Report(int toMs, params ProbeAnswer[] answers) => ProbeReport.Of(answers, Start, At(toMs));

    private static DateTimeOffset At(int ms) => Start + TimeSpan.FromMilliseconds(ms);

    private static ProbeAnswer Answer(long sequence, int atMs, long counter = 1, string nonce = "a", int? uptime = null) =>
        new(sequence, At(atMs), new GuestReply($"P{sequence}", counter, nonce, TimeSpan.FromMilliseconds(uptime ?? 1000 + sequence), 0, 0, null, null));
}
