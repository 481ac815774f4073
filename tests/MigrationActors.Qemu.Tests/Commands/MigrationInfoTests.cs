using System.Text.Json;
using MigrationActors.Core;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Commands;

public class MigrationInfoTests
{
    // As QEMU 7.2 answered.
    private const string CompletedPostcopy = """
        {"status": "completed", "setup-time": 1, "downtime": 1, "total-time": 57, "ram": {"total": 67641344, "postcopy-requests": 1,
         "dirty-sync-count": 2, "multifd-bytes": 0, "pages-per-second": 0, "page-size": 4096, "remaining": 0, "postcopy-bytes": 603263,
         "mbps": 88.125, "transferred": 603263, "precopy-bytes": 0, "duplicate": 16403, "dirty-pages-rate": 12, "normal-bytes": 454656, "normal": 111}}
        """;

    [Fact]
    public void A_full_answer_is_read()
    {
        var info = Parse(CompletedPostcopy);
        info.Status.ShouldBe(MigrationStatus.Completed);
        info.TotalTime.ShouldBe(TimeSpan.FromMilliseconds(57));
        info.Downtime.ShouldBe(TimeSpan.FromMilliseconds(1));
        info.ExpectedDowntime.ShouldBeNull();
        info.Ram.ShouldBe(new RamProgress(603_263, 0, 67_641_344, 16_403, 454_656, 2, 12, new Mbps(88.125)));
    }

    [Fact]
    public void A_QEMU_that_never_migrated_says_nothing() =>
        Parse("{}").ShouldBe(new MigrationInfo(MigrationStatus.None, "", null, null, null, null, null, null));

    [Fact]
    public void A_destination_tells_its_port() =>
        Parse("""{"status": "setup", "socket-address": [{"port": "33057", "ipv4": true, "host": "127.0.0.1", "type": "inet"}]}""")
            .ListeningPort.ShouldBe(33_057);

    [Fact]
    public void A_guest_that_has_arrived_is_no_transfer_of_its_own()
    {
        Parse("""{"status": "completed"}""").IsArrival.ShouldBeTrue();
        Parse(CompletedPostcopy).IsArrival.ShouldBeFalse();
        Parse("{}").IsArrival.ShouldBeFalse();
    }

    [Fact]
    public void A_failure_tells_why() =>
        Parse("""{"status": "failed", "error-desc": "Unable to write to socket: Broken pipe"}""").Error.ShouldBe("Unable to write to socket: Broken pipe");

    [Theory]
    [InlineData("""{"status": 5, "ram": "none", "total-time": "soon", "socket-address": {}}""")]
    [InlineData("""{"ram": {"mbps": -1, "transferred": 1.5}, "socket-address": [{"port": "x"}, {}]}""")]
    [InlineData("[]")]
    public void Parts_of_another_kind_are_as_if_missing(string answer)
    {
        var info = Parse(answer);
        info.Status.ShouldBe(MigrationStatus.None);
        (info.Ram ?? RamProgress.Parse(default)).ShouldBe(new RamProgress(0, 0, 0, 0, 0, 0, 0, Mbps.Zero));
        info.ListeningPort.ShouldBeNull();
    }

    [Theory]
    [InlineData("none", MigrationStatus.None)]
    [InlineData("setup", MigrationStatus.Setup)]
    [InlineData("active", MigrationStatus.Active)]
    [InlineData("device", MigrationStatus.Device)]
    [InlineData("pre-switchover", MigrationStatus.PreSwitchover)]
    [InlineData("postcopy-active", MigrationStatus.PostcopyActive)]
    [InlineData("postcopy-paused", MigrationStatus.PostcopyPaused)]
    [InlineData("postcopy-recover", MigrationStatus.PostcopyRecover)]
    [InlineData("completed", MigrationStatus.Completed)]
    [InlineData("failed", MigrationStatus.Failed)]
    [InlineData("cancelling", MigrationStatus.Cancelling)]
    [InlineData("cancelled", MigrationStatus.Cancelled)]
    [InlineData("colo", MigrationStatus.Other)]
    public void Every_status_has_its_name_in_queries_and_events(string raw, MigrationStatus status)
    {
        Parse($$"""{"status": "{{raw}}"}""").Status.ShouldBe(status);
        new QmpEvent("MIGRATION", Json($$"""{"status": "{{raw}}"}"""), default).MigrationStatus().ShouldBe(status);
    }

    [Fact]
    public void A_pass_is_read_off_its_event_alone()
    {
        new QmpEvent("MIGRATION_PASS", Json("""{"pass": 2}"""), default).MigrationPass().ShouldBe(2);
        new QmpEvent("STOP", default, default).MigrationPass().ShouldBeNull();
        new QmpEvent("STOP", default, default).MigrationStatus().ShouldBeNull();
    }

    private static MigrationInfo Parse(string answer) => MigrationInfo.Parse(Json(answer));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
