using System.Net;
using Akka.Actor;
using Akka.TestKit;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Actors.Vms;
using MigrationActors.Core;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Tests.Vms;

/// <summary>A VM whose saga wants to know where things stand, and brings a transfer back on its way.</summary>
public sealed class VmMonitorRecoveryTests : ActorTests
{
    private const string Paused = """{"status":"postcopy-paused","total-time":300,"ram":{"total":1000,"remaining":100,"transferred":1000,"dirty-sync-count":2}}""";
    private static readonly CommandHeader Header = new("m-1", 1);
    private readonly FakeHypervisor _hypervisor = new();
    private readonly FakeQemu _qemu;
    private readonly IActorRef _monitor;
    private readonly TestProbe _agent;

    public VmMonitorRecoveryTests()
    {
        _qemu = _hypervisor.Has(Definitions.Web);
        (_monitor, _agent) = StartUnderProbe(Props.Create(() => new VmMonitor(Definitions.Web, "h1", IPAddress.Parse("192.0.2.11"), _hypervisor, Time)));
        _agent.FishForMessage(m => m is VmReported { State: "running" }, Patience);
    }

    // ---- looking

    [Fact]
    public void It_says_what_qemu_says_of_the_vm_and_changes_nothing()
    {
        Source().Condition.ShouldBe(SourceCondition.Runs);

        _qemu.Migration = FakeQemu.Active;
        Source().Condition.ShouldBe(SourceCondition.Sending);

        (_qemu.Migration, _qemu.RunState) = (Paused, "postmigrate");
        Source().Condition.ShouldBe(SourceCondition.PostcopyPaused);
        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void The_destination_says_when_the_vm_resumed()
    {
        _qemu.Migration = """{"status":"completed"}""";
        _qemu.Happen("RESUME", Epoch.AddSeconds(9));
        _agent.FishForMessage(m => m is VmReported, Patience);

        _monitor.Tell(new HostCommand.InspectDestination(Header, "web"));

        Fish<HostReply.DestinationInspected>().ShouldBe(new HostReply.DestinationInspected("m-1", "h1", DestinationCondition.Runs, Epoch.AddSeconds(9)));
    }

    [Fact]
    public void A_source_that_has_sent_the_vm_says_how_it_ended()
    {
        _monitor.Tell(new HostCommand.StartTransfer(Header, "web", Technique.PreCopy, "192.0.2.12", 49152, new Mbps(600)));
        Fish<HostReply.TransferAccepted>();
        (_qemu.RunState, _qemu.Migration) = ("postmigrate", FakeQemu.Completed);

        var said = Source();

        said.Condition.ShouldBe(SourceCondition.Sent);
        said.Outcome.ShouldNotBeNull().Totals.TransferredBytes.ShouldBe(1200);
    }

    /// <summary>A guest may leave between the two questions: it must never be said to run and to have been sent nowhere.</summary>
    [Fact]
    public void A_vm_that_leaves_while_its_source_is_asked_is_not_said_to_run()
    {
        _qemu.Migration = FakeQemu.Active;
        _qemu.AfterTheNextQuestion = () => (_qemu.RunState, _qemu.Migration) = ("postmigrate", FakeQemu.Completed);

        Source().Condition.ShouldNotBe(SourceCondition.Runs);
    }

    [Fact]
    public void A_qemu_that_cannot_be_asked_is_unreachable_on_either_side()
    {
        _qemu.Signal(new QmpSignal.Disconnected("Connection reset."));
        _agent.FishForMessage(m => m is VmReported { State: VmAnnouncement.Unreachable }, Patience);

        Source().Condition.ShouldBe(SourceCondition.Unreachable);
        _monitor.Tell(new HostCommand.InspectDestination(Header, "web"));
        Fish<HostReply.DestinationInspected>().Condition.ShouldBe(DestinationCondition.Unreachable);
    }

    /// <summary>Each question would take up to the timeout, and the orders behind them would wait.</summary>
    [Fact]
    public void A_qemu_that_hangs_is_not_asked_again_at_once_by_every_question_that_waits()
    {
        _qemu.Fail("query-migrate", new QmpTimeoutException("query-migrate", "web.qmp", TimeSpan.FromSeconds(5)));
        Source().Condition.ShouldBe(SourceCondition.Unreachable);
        _qemu.Obey("query-migrate");
        Source().Condition.ShouldBe(SourceCondition.Unreachable);

        Time.Advance(TimeSpan.FromSeconds(5));

        Source().Condition.ShouldBe(SourceCondition.Runs);
    }

    // ---- following

    [Fact]
    public void A_transfer_that_somebody_else_started_is_followed_to_its_end()
    {
        _qemu.Migration = FakeQemu.Active;

        _monitor.Tell(new HostCommand.FollowTransfer(Header, "web"));
        Fish<HostReply.TransferAccepted>();
        Fish<HostReply.TransferProgressed>();
        (_qemu.RunState, _qemu.Migration) = ("postmigrate", FakeQemu.Completed);

        Fish<HostReply.TransferCompleted>();
        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Where_there_is_no_transfer_to_follow_none_is_started()
    {
        _monitor.Tell(new HostCommand.FollowTransfer(Header, "web"));

        Fish<HostReply.TransferFailed>().ShouldBe(new HostReply.TransferFailed("m-1", "h1", "QEMU of 'web' has no transfer under way any more.", SourceRuns: true));
        _qemu.Orders.ShouldBeEmpty();
    }

    // ---- a paused post-copy

    [Fact]
    public void The_destination_of_a_paused_post_copy_listens_anew()
    {
        _monitor.Tell(new HostCommand.RecoverDestination(Header, "web", "192.0.2.11", 49152));

        Fish<HostReply.DestinationListens>();
        _qemu.Orders.ShouldBe(["""migrate-recover {"uri":"tcp:192.0.2.11:49152"}"""]);
    }

    [Fact]
    public void The_source_goes_on_with_its_bandwidth_limit_set_first()
    {
        (_qemu.Migration, _qemu.RunState) = (Paused, "postmigrate");

        _qemu.When("migrate", _ => _qemu.Migration = FakeQemu.PostcopyActive);
        _monitor.Tell(Resume);
        Fish<HostReply.PostcopyResumed>();

        _qemu.Orders.Select(o => o.Split(' ')[0]).ShouldBe(["migrate-set-parameters", "migrate"]);
        _qemu.Orders[0].ShouldContain("\"max-postcopy-bandwidth\":75000000");
        _qemu.Orders[1].ShouldBe("""migrate {"uri":"tcp:192.0.2.12:49152","resume":true}""");
    }

    [Fact]
    public void An_order_to_resume_that_is_repeated_resumes_nothing_twice()
    {
        (_qemu.Migration, _qemu.RunState) = (FakeQemu.PostcopyActive, "postmigrate");

        _monitor.Tell(Resume);

        Fish<HostReply.PostcopyResumed>();
        _qemu.Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(HostCommand.RecoverDestination), "migrate-recover")]
    [InlineData(typeof(HostCommand.ResumePostcopy), "migrate")]
    public void A_recovery_that_qemu_refuses_is_said(Type kind, string refused)
    {
        _qemu.Migration = Paused;
        _qemu.Refuse(refused, "No route to host");

        _monitor.Tell(kind == typeof(HostCommand.ResumePostcopy) ? Resume : new HostCommand.RecoverDestination(Header, "web", "192.0.2.11", 49152));

        var failed = Fish<HostReply.CommandFailed>();
        failed.Command.ShouldBe(kind.Name);
        failed.Reason.ShouldContain("No route to host");
    }

    [Fact]
    public void A_post_copy_that_hangs_is_paused()
    {
        _qemu.Migration = FakeQemu.PostcopyActive;

        _monitor.Tell(new HostCommand.PausePostcopy(Header, "web"));

        Eventually(() => _qemu.Orders.ShouldBe(["migrate-pause"]));
    }

    [Fact]
    public void Without_a_connection_a_recovery_is_refused_with_why()
    {
        _qemu.Signal(new QmpSignal.Disconnected("Connection reset."));
        _agent.FishForMessage(m => m is VmReported { State: VmAnnouncement.Unreachable }, Patience);

        _monitor.Tell(Resume);

        Fish<HostReply.CommandFailed>().Reason.ShouldBe("QEMU of 'web' cannot be reached over QMP now: Connection reset.");
    }

    // ---- against a guest that does not converge

    [Fact]
    public void It_is_sent_faster()
    {
        _monitor.Tell(new HostCommand.AdjustTransfer(Header, "web", new Mbps(800), Throttle: false));

        Eventually(() => _qemu.Orders.ShouldBe(["""migrate-set-parameters {"max-bandwidth":100000000,"max-postcopy-bandwidth":100000000}"""]));
    }

    [Fact]
    public void It_is_slowed_down_and_its_rate_left_as_it_is()
    {
        _monitor.Tell(new HostCommand.AdjustTransfer(Header, "web", null, Throttle: true));

        Eventually(() => _qemu.Orders.ShouldBe(["""migrate-set-parameters {"cpu-throttle-initial":20,"cpu-throttle-increment":10,"max-cpu-throttle":99}"""]));
    }

    private static HostCommand.ResumePostcopy Resume => new(Header, "web", "192.0.2.12", 49152, new Mbps(600));

    private HostReply.SourceInspected Source()
    {
        _monitor.Tell(new HostCommand.InspectSource(Header, "web"));
        return Fish<HostReply.SourceInspected>();
    }

    private T Fish<T>()
        where T : class => (T)FishForMessage(m => m is T, Patience);
}
