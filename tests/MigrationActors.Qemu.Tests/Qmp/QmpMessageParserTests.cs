using System.Text;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Qmp;

public class QmpMessageParserTests
{
    [Fact]
    public void The_greeting_carries_the_version()
    {
        var greeting = Parse("""{"QMP": {"version": {"qemu": {"micro": 22, "minor": 2, "major": 7}, "package": "Debian 1:7.2"}, "capabilities": ["oob"]}}""");
        greeting.ShouldBe(new QmpGreeting(new QemuVersion(7, 2, 22, "Debian 1:7.2"), OffersOutOfBand: true));
        ((QmpGreeting)greeting).Version.ToString().ShouldBe("7.2.22 (Debian 1:7.2)");
    }

    [Fact]
    public void A_return_carries_its_id_and_value()
    {
        var answer = Parse("""{"return": {"status": "running"}, "id": 7}""").ShouldBeOfType<QmpReturn>();
        answer.Id.ShouldBe(7);
        answer.Value.GetProperty("status").GetString().ShouldBe("running");
    }

    [Fact]
    public void An_error_carries_class_and_description() =>
        Parse("""{"id": 3, "error": {"class": "GenericError", "desc": "no"}}""").ShouldBe(new QmpError(3, "GenericError", "no"));

    [Fact]
    public void An_error_without_id_is_told_apart() =>
        Parse("""{"error": {"class": "GenericError", "desc": "JSON parse error"}}""").ShouldBe(new QmpError(null, "GenericError", "JSON parse error"));

    [Fact]
    public void An_event_has_its_time_to_the_microsecond()
    {
        var happened = Parse("""{"timestamp": {"seconds": 1700000000, "microseconds": 123456}, "event": "STOP"}""").ShouldBeOfType<QmpEvent>();
        happened.Name.ShouldBe("STOP");
        happened.Timestamp.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMicroseconds(123_456));
    }

    [Theory]
    [InlineData("""{"event": "STOP"}""")]
    [InlineData("""{"event": "STOP", "timestamp": {"seconds": -1, "microseconds": -1}}""")]
    public void An_event_without_a_clock_is_still_an_event(string line) =>
        Parse(line).ShouldBeOfType<QmpEvent>().Timestamp.ShouldBe(DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event": 5}""")]
    [InlineData("""{"return": {}""")]
    [InlineData("""{"return": {}} {"return": {}}""")]
    [InlineData("""{"QMP": {"version": {"qemu": {"major": 7}}}}""")]
    [InlineData("""{"event": "\ud800"}""")]
    [InlineData("""{"event": "STOP", "timestamp": {"seconds": "1"}}""")]
    public void Anything_else_is_refused_and_shown(string line) =>
        Should.Throw<QmpProtocolException>(() => Parse(line)).Message.ShouldContain(line[..2]);

    private static QmpMessage Parse(string line) => QmpMessageParser.Parse(Encoding.UTF8.GetBytes(line));
}
