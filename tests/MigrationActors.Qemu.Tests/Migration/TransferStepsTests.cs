using System.Net;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Migration;
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
        qmp.Commands[1].ShouldContain("""{"max-bandwidth":1000000,"max-postcopy-bandwidth":1000000}""");
    }

    [Fact]
    public async Task Figures_that_are_not_filled_in_yet_are_asked_for_again()
    {
        var qmp = new RecordingQmp("""{"status":"completed"}""", """{"status":"completed","total-time":0}""", """{"status":"completed","total-time":57}""");
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
