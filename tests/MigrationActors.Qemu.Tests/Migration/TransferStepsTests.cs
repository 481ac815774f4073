using System.Net;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Migration;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Tests.Commands;

namespace MigrationActors.Qemu.Tests.Migration;

public class TransferStepsTests
{
    private static readonly MigrationEndpoint Destination = new(IPAddress.Loopback, 4444);

    [Fact]
    public async Task The_destination_has_its_capabilities_before_it_listens()
    {
        var qmp = new RecordingQmp("{}", "{}", """{"status":"setup","socket-address":[{"port":"5555"}]}""");
        (await TransferSteps.PrepareDestinationAsync(new QmpClient(qmp), Technique.PreCopy, new MigrationEndpoint(IPAddress.Loopback, 0))).ShouldBe(5555);
        qmp.Commands.Select(command => command.Split(' ')[0]).ShouldBe(["migrate-set-capabilities", "migrate-incoming", "query-migrate"]);
    }

    [Fact]
    public async Task The_source_has_its_cap_before_it_sends()
    {
        var qmp = new RecordingQmp();
        await TransferSteps.StartSourceAsync(new QmpClient(qmp), Technique.PostCopy, Destination, new Mbps(8));
        qmp.Commands.Select(command => command.Split(' ')[0]).ShouldBe(["migrate-set-capabilities", "migrate-set-parameters", "migrate"]);
        qmp.Commands[1].ShouldBe(
            """migrate-set-parameters {"max-bandwidth":1000000,"max-postcopy-bandwidth":1000000,"cpu-throttle-initial":1,"cpu-throttle-increment":1,"max-cpu-throttle":1}""");
    }

    [Fact]
    public async Task A_pre_copy_that_may_become_a_post_copy_is_ready_for_it_from_the_start()
    {
        var qmp = new RecordingQmp();
        await TransferSteps.StartSourceAsync(new QmpClient(qmp), Technique.PreCopy, Destination, new Mbps(8), postcopyAllowed: true);
        qmp.Commands[0].ShouldContain("""{"capability":"postcopy-ram","state":true},{"capability":"auto-converge","state":true}""");
    }

    [Fact]
    public async Task A_paused_destination_listens_anew_without_being_asked_for_its_state()
    {
        var qmp = new RecordingQmp();
        await TransferSteps.ListenAnewAsync(new QmpClient(qmp), Destination, TimeProvider.System);
        qmp.Commands.ShouldBe(["""oob:migrate-recover {"uri":"tcp:127.0.0.1:4444"}"""]);
    }

    [Fact]
    public async Task An_old_listener_that_lingers_is_waited_for()
    {
        var qmp = new RecordingQmp("!Failed to find an available port: Address already in use", "!Address already in use");
        await TransferSteps.ListenAnewAsync(new QmpClient(qmp), Destination, TimeProvider.System);
        qmp.Commands.Count.ShouldBe(3);
        qmp.Commands.ShouldAllBe(c => c.StartsWith("oob:migrate-recover"));
    }

    [Fact]
    public async Task A_destination_that_has_not_noticed_the_broken_link_is_paused_first()
    {
        var qmp = new RecordingQmp("!Migrate recover can only be run when postcopy is paused.");
        await TransferSteps.ListenAnewAsync(new QmpClient(qmp), Destination, TimeProvider.System);
        qmp.Commands.Select(c => c.Split(' ')[0]).ShouldBe(["oob:migrate-recover", "oob:migrate-pause", "oob:migrate-recover"]);
    }

    [Fact]
    public async Task Any_other_refusal_to_listen_is_passed_on_at_once()
    {
        var qmp = new RecordingQmp("!Permission denied");
        (await Should.ThrowAsync<QmpCommandException>(() => TransferSteps.ListenAnewAsync(new QmpClient(qmp), Destination, TimeProvider.System)))
            .Description.ShouldBe("Permission denied");
        qmp.Commands.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_recovery_without_a_port_is_refused_before_anything_is_said()
    {
        var qmp = new RecordingQmp();
        var anywhere = new MigrationEndpoint(IPAddress.Loopback, 0);
        await Should.ThrowAsync<ArgumentException>(() => TransferSteps.ListenAnewAsync(new QmpClient(qmp), anywhere, TimeProvider.System));
        qmp.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("!migrate-pause is currently only supported during postcopy-active state")]
    public async Task A_pause_where_there_is_nothing_to_break_changes_nothing(string answer)
    {
        var qmp = new RecordingQmp(answer);
        await TransferSteps.PauseAsync(new QmpClient(qmp));
        qmp.Commands.ShouldBe(["oob:migrate-pause"]);
    }

    [Fact]
    public async Task Figures_that_are_not_filled_in_yet_are_asked_for_again()
    {
        var qmp = new RecordingQmp(
            """{"status":"completed"}""", """{"status":"completed","total-time":0,"ram":{}}""", """{"status":"completed","total-time":57,"ram":{}}""");
        (await TransferSteps.ReadOutcomeAsync(new QmpClient(qmp), TimeProvider.System)).TotalTime.ShouldBe(TimeSpan.FromMilliseconds(57));
    }

    [Theory]
    [InlineData("postcopy-active")]
    [InlineData("postcopy-paused")]
    [InlineData("postcopy-recover")]
    public async Task Post_copy_is_never_cancelled(string status)
    {
        var qmp = new RecordingQmp($$"""{"status":"{{status}}"}""");
        (await Should.ThrowAsync<UnsafeCancelException>(() => TransferSteps.CancelAsync(new QmpClient(qmp)))).Message.ShouldContain(status);
        qmp.Commands.ShouldBe(["query-migrate"]);
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("setup", true)]
    [InlineData("completed", false)]
    [InlineData("none", false)]
    public async Task Pre_copy_is_cancelled_while_it_runs(string status, bool cancelled)
    {
        var qmp = new RecordingQmp($$"""{"status":"{{status}}"}""");
        await TransferSteps.CancelAsync(new QmpClient(qmp));
        qmp.Commands.Contains("migrate_cancel").ShouldBe(cancelled);
    }
}
