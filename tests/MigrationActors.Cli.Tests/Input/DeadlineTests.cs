using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Tests.Input;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2026-03-14T15:30:00Z", "2026-03-14T15:30:00Z")]
    [InlineData("2026-03-14T15:30+02:00", "2026-03-14T13:30:00Z")]
    [InlineData("2026-03-14T15:30", "2026-03-14T14:30:00Z")]
    [InlineData("2026-03-14 15:30:10", "2026-03-14T14:30:10Z")]
    [InlineData("90s", "2026-03-14T12:01:30Z")]
    [InlineData("15m", "2026-03-14T12:15:00Z")]
    [InlineData("2h", "2026-03-14T14:00:00Z")]
    [InlineData("2001-01-01T00:00:00Z", "2001-01-01T00:00:00Z")]
    public void Points_in_time_and_times_from_now_are_sent_as_one_form(string text, string expected) =>
        Deadline.Read(text, "--deadline", new Noon()).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("15")]
    [InlineData("-15m")]
    [InlineData("1234567h")]
    [InlineData("2026-02-30T12:00")]
    public void Anything_else_is_no_time(string text) =>
        Should.Throw<InvalidInputException>(() => Deadline.Read(text, "--deadline", new Noon())).Message.ShouldContain("is no time");

    /// <summary>Noon in UTC, an hour later here.</summary>
    private sealed class Noon : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    }
}
