using System.Text.Json;
using MigrationActors.Actors.Vms;
using MigrationActors.Core.Recovery;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Actors.Tests.Vms;

/// <summary>QEMU's own words on the left: query-migrate's status and query-status.</summary>
public sealed class ConditionsTests
{
    /// <summary>A source states its memory, also of a migration that is over; a VM that came here says completed and no more.</summary>
    private const string Ram = """ "ram":{"total":1000,"remaining":0,"transferred":1200,"dirty-sync-count":3} """;

    [Theory]
    [InlineData("", "running", SourceCondition.Runs)]
    [InlineData("", "paused", SourceCondition.Stopped)]
    [InlineData("setup", "running", SourceCondition.Sending)]
    [InlineData("active", "running", SourceCondition.Sending)]
    [InlineData("active", "paused", SourceCondition.Sending)]
    [InlineData("pre-switchover", "finish-migrate", SourceCondition.Sending)]
    [InlineData("device", "finish-migrate", SourceCondition.Sending)]
    [InlineData("cancelling", "running", SourceCondition.Sending)]
    [InlineData("postcopy-active", "finish-migrate", SourceCondition.SendingPostcopy)]
    [InlineData("postcopy-active", "postmigrate", SourceCondition.SendingPostcopy)]
    [InlineData("postcopy-recover", "postmigrate", SourceCondition.SendingPostcopy)]
    [InlineData("postcopy-paused", "postmigrate", SourceCondition.PostcopyPaused)]
    [InlineData("completed", "postmigrate", SourceCondition.Sent)]
    [InlineData("completed", "running", SourceCondition.Runs)]
    [InlineData("failed", "running", SourceCondition.Runs)]
    [InlineData("failed", "finish-migrate", SourceCondition.Stopped)]
    [InlineData("failed", "io-error", SourceCondition.Stopped)]
    [InlineData("cancelled", "running", SourceCondition.Runs)]
    [InlineData("cancelled", "paused", SourceCondition.Stopped)]
    public void What_a_source_says(string migration, string guest, SourceCondition condition) =>
        Conditions.OfSource(Guest(guest), Migration(migration, Ram)).ShouldBe(condition);

    [Theory]
    [InlineData("running", SourceCondition.Runs)]
    [InlineData("paused", SourceCondition.Stopped)]
    public void A_vm_that_once_arrived_here_has_not_been_sent(string guest, SourceCondition condition) =>
        Conditions.OfSource(Guest(guest), Migration("completed", null)).ShouldBe(condition);

    [Theory]
    [InlineData("", "inmigrate", DestinationCondition.Waiting)]
    [InlineData("", "prelaunch", DestinationCondition.Waiting)]
    [InlineData("setup", "inmigrate", DestinationCondition.Waiting)]
    [InlineData("", "running", DestinationCondition.Runs)]
    [InlineData("active", "inmigrate", DestinationCondition.Receiving)]
    [InlineData("active", "running", DestinationCondition.Receiving)]
    [InlineData("completed", "inmigrate", DestinationCondition.Receiving)]
    [InlineData("completed", "running", DestinationCondition.Runs)]
    [InlineData("completed", "paused", DestinationCondition.Stopped)]
    [InlineData("postcopy-active", "running", DestinationCondition.RunsPostcopy)]
    [InlineData("postcopy-active", "inmigrate", DestinationCondition.RunsPostcopy)]
    [InlineData("postcopy-recover", "running", DestinationCondition.RunsPostcopy)]
    [InlineData("postcopy-paused", "running", DestinationCondition.PostcopyPaused)]
    [InlineData("failed", "inmigrate", DestinationCondition.Stopped)]
    [InlineData("failed", "internal-error", DestinationCondition.Stopped)]
    public void What_a_destination_says(string migration, string guest, DestinationCondition condition) =>
        Conditions.OfDestination(Guest(guest), Migration(migration, null)).ShouldBe(condition);

    private static VmStatus Guest(string state) =>
        VmStatus.Parse(Json($$"""{"status":"{{state}}","running":{{(state == "running" ? "true" : "false")}}}"""));

    private static MigrationInfo Migration(string status, string? ram) =>
        MigrationInfo.Parse(Json(status.Length == 0 ? "{}" : $$"""{"status":"{{status}}"{{(ram is null ? "" : "," + ram)}}}"""));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
