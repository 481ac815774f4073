using MigrationActors.Protocol.Api;

namespace MigrationActors.Protocol.Tests.Api;

public sealed class MomentTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-14T15:09:26Z", 0)]
    [InlineData("2026-03-14T16:09:26+01:00", 0)]
    [InlineData("2026-03-14T15:09:26.535Z", 535)]
    [InlineData("2026-03-14T10:09:26.5-05:00", 500)]
    [InlineData("2026-03-14T15:09Z", -26_000)]
    public void A_point_in_time_is_the_same_everywhere(string text, int beyondMs) => Moment.Parse(text).ShouldBe(At.AddMilliseconds(beyondMs));

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("15:09")]
    [InlineData("2026-03-14")]
    [InlineData("2026-03-14T15:09:26")]
    [InlineData("2026-02-30T15:09:26Z")]
    public void What_leaves_something_open_is_none(string text) => Moment.Parse(text).ShouldBeNull();

    [Fact]
    public void What_is_written_is_read_again() => Moment.Parse(Moment.Text(At.AddTicks(1234567).ToOffset(TimeSpan.FromHours(5)))).ShouldBe(At.AddTicks(1234567));
}
