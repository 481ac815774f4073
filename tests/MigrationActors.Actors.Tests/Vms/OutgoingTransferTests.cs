using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Actors.Vms;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;
using Microsoft.Extensions.Time.Testing;

namespace MigrationActors.Actors.Tests.Vms;

public sealed class OutgoingTransferTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly FakeQemu _qemu = new();
    private readonly QmpClient _qmp;

    public OutgoingTransferTests() => _qmp = new QmpClient(_qemu);

    [Fact]
    public async Task It_sets_capabilities_and_cap_before_it_starts()
    {
        var accepted = await Transfer().StartAsync(_qmp, Order());

        accepted.ShouldBe(new HostReply.TransferAccepted("m-1", "h1", Start));
        _qemu.Orders.Select(o => o.Split(' ')[0]).ShouldBe(["migrate-set-capabilities", "migrate-set-parameters", "migrate"]);
        _qemu.Orders[0].ShouldContain("""{"capability":"return-path","state":true}""");
        _qemu.Orders[0].ShouldContain("""{"capability":"postcopy-ram","state":false}""");
        _qemu.Orders[0].ShouldContain("""{"capability":"auto-converge","state":true}""");
        _qemu.Orders[1].ShouldContain("\"cpu-throttle-initial\":1,");
        _qemu.Orders[2].ShouldBe("""migrate {"uri":"tcp:192.0.2.12:49152"}""");
    }

    [Theory]
    [InlineData(FakeQemu.Active)]
    [InlineData(FakeQemu.PostcopyActive)]
    public async Task A_transfer_that_runs_is_taken_up_and_not_started_again(string status)
    {
        _qemu.Migration = status;
        _qemu.RunState = status == FakeQemu.Active ? "running" : "finish-migrate";

        var accepted = (HostReply.TransferAccepted)await Transfer().StartAsync(_qmp, Order());

        _qemu.Orders.ShouldBeEmpty();
        accepted.AcceptedAt.ShouldBeLessThan(Start);
    }

    [Fact]
    public async Task A_transfer_that_completed_while_nobody_looked_is_taken_up_with_its_outcome()
    {
        _qemu.Migration = FakeQemu.Completed;
        _qemu.RunState = "postmigrate";
        var transfer = Transfer();

        await transfer.StartAsync(_qmp, Order());
        var done = (await transfer.StepAsync(_qmp)).OfType<HostReply.TransferCompleted>().ShouldHaveSingleItem();

        _qemu.Orders.ShouldBeEmpty();
        done.CompletedAt.ShouldBe(Start);
        done.Totals.TransferredBytes.ShouldBe(1200);
    }

    [Fact]
    public async Task A_completion_without_its_figures_is_none_yet()
    {
        _qemu.Migration = FakeQemu.Completed.Replace("\"total-time\":4000", "\"total-time\":0", StringComparison.Ordinal);
        _qemu.RunState = "postmigrate";
        var transfer = Transfer();
        await transfer.StartAsync(_qmp, Order());

        (await transfer.StepAsync(_qmp)).OfType<HostReply.TransferCompleted>().ShouldBeEmpty();

        _qemu.Migration = FakeQemu.Completed;
        (await transfer.StepAsync(_qmp)).OfType<HostReply.TransferCompleted>().ShouldHaveSingleItem();
    }

    /// <summary>A VM that came by migration says completed, of its arrival; it can be moved on all the same.</summary>
    [Fact]
    public async Task A_vm_that_arrived_by_migration_can_be_moved_on()
    {
        _qemu.Migration = """{"status":"completed"}""";

        await Transfer().StartAsync(_qmp, Order());

        _qemu.Orders[^1].ShouldStartWith("migrate ");
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task After_an_attempt_that_came_to_nothing_it_starts_anew(string status)
    {
        _qemu.Migration = $$"""{"status":"{{status}}"}""";

        await Transfer().StartAsync(_qmp, Order());

        _qemu.Orders[^1].ShouldStartWith("migrate ");
    }

    [Fact]
    public async Task Each_step_tells_how_far_it_is()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = FakeQemu.Active;

        var news = await transfer.StepAsync(_qmp);

        var sample = news.ShouldHaveSingleItem().ShouldBeOfType<HostReply.TransferProgressed>().Sample;
        (sample.Total, sample.Remaining, sample.Transferred, sample.DirtySyncCount).ShouldBe((1000, 400, 600, 1));
    }

    [Fact]
    public async Task Post_copy_waits_until_the_transfer_is_active_and_is_ordered_once()
    {
        var transfer = await StartedAsync(Technique.PostCopy);
        transfer.SwitchToPostcopy();

        _qemu.Migration = """{"status":"setup"}""";
        (await NewsAsync(transfer)).ShouldBeEmpty();
        _qemu.Orders.ShouldNotContain("migrate-start-postcopy");

        _qemu.Migration = FakeQemu.Active;
        (await transfer.StepAsync(_qmp)).ShouldContain(new HostReply.PostcopyStarted("m-1", "h1"));
        await transfer.StepAsync(_qmp);
        _qemu.Orders.Count(o => o == "migrate-start-postcopy").ShouldBe(1);
    }

    [Fact]
    public async Task An_order_to_switch_that_is_repeated_is_answered_again()
    {
        var transfer = await StartedAsync(Technique.PostCopy);
        _qemu.Migration = FakeQemu.PostcopyActive;

        transfer.SwitchToPostcopy();
        (await transfer.StepAsync(_qmp)).ShouldContain(new HostReply.PostcopyStarted("m-1", "h1"));
        transfer.SwitchToPostcopy();
        (await transfer.StepAsync(_qmp)).ShouldContain(new HostReply.PostcopyStarted("m-1", "h1"));
        _qemu.Orders.ShouldNotContain("migrate-start-postcopy");
    }

    [Fact]
    public async Task Post_copy_that_qemu_refuses_is_said_and_the_transfer_goes_on()
    {
        var transfer = await StartedAsync(Technique.PostCopy);
        _qemu.Migration = FakeQemu.Active;
        _qemu.Refuse("migrate-start-postcopy", "Enable postcopy with migrate_set_capability first");

        transfer.SwitchToPostcopy();
        var refused = (await transfer.StepAsync(_qmp)).OfType<HostReply.CommandFailed>().ShouldHaveSingleItem();

        refused.Command.ShouldBe(nameof(HostCommand.StartPostcopy));
        refused.Reason.ShouldContain("Enable postcopy");
        transfer.HasEnded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stop_cancels_once_and_is_answered_when_the_guest_runs_here()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = FakeQemu.Active;
        transfer.Stop();

        await transfer.StepAsync(_qmp);
        await transfer.StepAsync(_qmp);
        _qemu.Orders.Count(o => o == "migrate_cancel").ShouldBe(1);

        _qemu.Migration = """{"status":"cancelled"}""";
        (await NewsAsync(transfer)).ShouldHaveSingleItem().ShouldBe(new HostReply.TransferStopped("m-1", "h1"));
        transfer.HasEnded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("postcopy-active")]
    [InlineData("postcopy-paused")]
    [InlineData("postcopy-recover")]
    public async Task Post_copy_is_never_cancelled(string status)
    {
        var transfer = await StartedAsync(Technique.PostCopy);
        _qemu.Migration = $$"""{"status":"{{status}}"}""";
        transfer.Stop();

        // A pause is told first.
        var refused = (await NewsAsync(transfer)).Concat(await NewsAsync(transfer)).OfType<HostReply.CommandFailed>().ShouldHaveSingleItem();

        refused.Reason.ShouldBe("Post-copy has begun; cancelling would lose the VM.");
        _qemu.Orders.ShouldNotContain("migrate_cancel");
    }

    [Fact]
    public async Task A_pause_is_told_once_and_again_after_the_transfer_went_on()
    {
        var transfer = await StartedAsync(Technique.PostCopy);
        var paused = new HostReply.PostcopyPaused("m-1", "h1");
        _qemu.Migration = """{"status":"postcopy-paused"}""";
        (await NewsAsync(transfer)).ShouldBe([paused]);
        (await NewsAsync(transfer)).ShouldBeEmpty();

        _qemu.Migration = """{"status":"postcopy-recover"}""";
        (await NewsAsync(transfer)).ShouldBeEmpty();

        _qemu.Migration = """{"status":"postcopy-paused"}""";
        (await NewsAsync(transfer)).ShouldBe([paused]);
        transfer.HasEnded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}", "running", false)]
    [InlineData("""{"status":"failed"}""", "running", false)]
    [InlineData("""{"status":"failed"}""", "finish-migrate", true)]
    [InlineData("""{"status":"completed"}""", "running", false)]
    [InlineData(FakeQemu.Completed, "postmigrate", true)]
    [InlineData(FakeQemu.Active, "running", true)]
    [InlineData(FakeQemu.PostcopyActive, "postmigrate", true)]
    public async Task Only_a_transfer_that_there_is_is_taken_up_and_none_is_started(string migration, string runState, bool takenUp)
    {
        (_qemu.Migration, _qemu.RunState) = (migration, runState);

        (await Transfer().TakeUpAsync(_qmp)).ShouldBe(takenUp);

        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_that_is_overtaken_gives_the_completion()
    {
        var transfer = await StartedAsync();
        transfer.Stop();
        _qemu.Migration = FakeQemu.Completed;
        _qemu.RunState = "postmigrate";

        (await transfer.StepAsync(_qmp))[^1].ShouldBeOfType<HostReply.TransferCompleted>();
    }

    [Fact]
    public async Task A_failure_gives_qemu_a_moment_to_let_the_guest_run_again()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = """{"status":"failed","error-desc":"Connection reset by peer"}""";
        _qemu.RunState = "finish-migrate";
        (await NewsAsync(transfer)).ShouldBeEmpty();

        _qemu.RunState = "running";
        var failed = (await NewsAsync(transfer)).ShouldHaveSingleItem().ShouldBeOfType<HostReply.TransferFailed>();

        failed.SourceRuns.ShouldBeTrue();
        failed.Reason.ShouldBe("The transfer failed: Connection reset by peer.");
        transfer.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_guest_that_does_not_come_back_after_a_failure_is_said_to_be_what_it_is()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = """{"status":"failed"}""";
        _qemu.RunState = "postmigrate";
        (await NewsAsync(transfer)).ShouldBeEmpty();

        _time.Advance(TimeSpan.FromSeconds(3));
        var failed = (await NewsAsync(transfer)).ShouldHaveSingleItem().ShouldBeOfType<HostReply.TransferFailed>();

        failed.SourceRuns.ShouldBeFalse();
        failed.Reason.ShouldBe("The transfer failed: QEMU gives no reason. The VM here is postmigrate.");
    }

    [Fact]
    public async Task A_cancel_by_somebody_else_is_told_as_such()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = """{"status":"cancelled"}""";

        (await NewsAsync(transfer)).ShouldHaveSingleItem().ShouldBe(
            new HostReply.TransferFailed("m-1", "h1", "Somebody else cancelled the transfer.", SourceRuns: true));
    }

    [Theory]
    [InlineData("""{"status":"completed"}""")]
    [InlineData("""{"status":"completed","ram":{"total":1000,"remaining":0,"transferred":1200,"dirty-sync-count":3}}""")]
    [InlineData("""{"status":"completed","total-time":4000}""")]
    public async Task Completed_counts_only_with_its_totals(string early)
    {
        var transfer = await StartedAsync();
        _qemu.RunState = "postmigrate";
        _qemu.Migration = early;
        (await transfer.StepAsync(_qmp)).ShouldAllBe(n => n is HostReply.TransferProgressed);

        _qemu.Migration = FakeQemu.Completed;
        (await transfer.StepAsync(_qmp))[^1].ShouldBeOfType<HostReply.TransferCompleted>();
    }

    [Fact]
    public async Task Times_are_those_of_the_events_where_they_were_seen()
    {
        var transfer = await StartedAsync();
        transfer.Happened(Event("STOP", Start.AddSeconds(5)));
        transfer.Happened(Event("MIGRATION", Start.AddSeconds(6), """{"status":"completed"}"""));
        _qemu.Migration = FakeQemu.Completed;

        var done = (HostReply.TransferCompleted)(await transfer.StepAsync(_qmp))[^1];

        done.StoppedAt.ShouldBe(Start.AddSeconds(5));
        done.CompletedAt.ShouldBe(Start.AddSeconds(6));
    }

    [Fact]
    public async Task Without_events_the_end_is_reckoned_from_qemus_total_and_the_stop_left_out()
    {
        var transfer = await StartedAsync();
        _qemu.Migration = FakeQemu.Completed;

        var done = (HostReply.TransferCompleted)(await transfer.StepAsync(_qmp))[^1];

        done.StoppedAt.ShouldBeNull();
        done.CompletedAt.ShouldBe(Start.AddSeconds(4));
    }

    private static QmpEvent Event(string name, DateTimeOffset at, string data = "{}") => new(name, System.Text.Json.JsonDocument.Parse(data).RootElement, at);

    private static HostCommand.StartTransfer Order(Technique technique = Technique.PreCopy) =>
        new(new CommandHeader("m-1", 1), "web", technique, "192.0.2.12", 49152, new Mbps(600));

    /// <summary>What a step tells beside how far the transfer is.</summary>
    private async Task<IReadOnlyList<IHostReply>> NewsAsync(OutgoingTransfer transfer) =>
        [.. (await transfer.StepAsync(_qmp)).Where(n => n is not HostReply.TransferProgressed)];

    private OutgoingTransfer Transfer() => new("m-1", "h1", _time);

    private async Task<OutgoingTransfer> StartedAsync(Technique technique = Technique.PreCopy)
    {
        var transfer = Transfer();
        await transfer.StartAsync(_qmp, Order(technique));
        return transfer;
    }
}
