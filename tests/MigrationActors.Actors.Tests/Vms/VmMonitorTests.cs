using System.Net;
using Akka.Actor;
using Akka.TestKit;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Actors.Vms;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Tests.Vms;

public sealed class VmMonitorTests : ActorTests
{
    private static readonly CommandHeader Header = new("m-1", 1);
    private readonly FakeHypervisor _hypervisor = new();
    private readonly FakeQemu _qemu;
    private IActorRef _monitor = ActorRefs.Nobody;
    private TestProbe _agent = null!;

    public VmMonitorTests() => _qemu = _hypervisor.Has(Definitions.Web);

    // ---- following

    [Fact]
    public void It_reports_the_vms_state_when_connected_and_when_it_changes()
    {
        StartMonitor();
        _agent.ExpectMsg(new VmReported("web", "running"), Patience);

        _qemu.RunState = "paused";
        _qemu.Happen("STOP", Epoch);

        _agent.FishForMessage(m => m is VmReported { State: "paused" }, Patience);
    }

    [Fact]
    public void A_qemu_that_does_not_answer_makes_the_vm_unreachable_until_it_does()
    {
        StartMonitor();
        _agent.ExpectMsg(new VmReported("web", "running"), Patience);

        _qemu.Signal(new QmpSignal.Disconnected("Connection reset."));
        _agent.FishForMessage(m => m is VmReported { State: VmAnnouncement.Unreachable }, Patience);

        _qemu.Greet();
        _agent.FishForMessage(m => m is VmReported { State: "running" }, Patience);
    }

    [Fact]
    public void A_qemu_that_is_gone_is_cleared_away_and_the_monitor_leaves()
    {
        StartMonitor();
        Watch(_monitor);

        _qemu.Die();

        _agent.FishForMessage(m => m is VmGone { Vm: "web" }, Patience);
        ExpectTerminated(_monitor, Patience);
        _hypervisor.Removed.ShouldBe(["web"]);
    }

    [Fact]
    public void It_gives_the_definition_the_vm_was_started_from()
    {
        StartMonitor();

        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));

        ExpectMsg<HostReply.VmDescribed>(Patience).Definition.ShouldBe(Definitions.Web.ToJson());
    }

    // ---- at the source

    [Fact]
    public void It_sends_the_vm_and_tells_how_it_ended()
    {
        StartTransfer();

        _qemu.Migration = FakeQemu.Active;
        Fish<HostReply.TransferProgressed>().Sample.Remaining.ShouldBe(400);

        _qemu.RunState = "postmigrate";
        _qemu.Migration = FakeQemu.Completed;
        Fish<HostReply.TransferCompleted>().Totals.TransferredBytes.ShouldBe(1200);
    }

    [Fact]
    public void An_order_that_is_repeated_is_answered_as_the_first_and_starts_nothing()
    {
        var order = StartTransfer();
        _qemu.Migration = FakeQemu.Active;

        _monitor.Tell(order);

        Fish<HostReply.TransferAccepted>().AcceptedAt.ShouldBe(Epoch);
        _qemu.Orders.Count(o => o.StartsWith("migrate ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void An_outcome_whose_news_was_lost_is_told_again_to_who_asks_again()
    {
        var order = StartTransfer();
        _qemu.RunState = "postmigrate";
        _qemu.Migration = FakeQemu.Completed;
        Fish<HostReply.TransferCompleted>();

        var successor = CreateTestProbe();
        _monitor.Tell(order, successor);

        successor.FishForMessage(m => m is HostReply.TransferCompleted, Patience);
    }

    [Fact]
    public void A_transfer_that_qemu_refuses_is_said()
    {
        StartMonitor();
        Connected();
        _qemu.Refuse("migrate", "The VM has a device that cannot be migrated");

        _monitor.Tell(Order());

        var failed = Fish<HostReply.CommandFailed>();
        failed.Command.ShouldBe(nameof(HostCommand.StartTransfer));
        failed.Reason.ShouldContain("a device that cannot be migrated");
    }

    [Theory]
    [InlineData("nonsense", 49152, 600)]
    [InlineData("0.0.0.0", 49152, 600)]
    [InlineData("192.0.2.12", 70000, 600)]
    [InlineData("192.0.2.12", 49152, 0)]
    public void An_order_that_makes_no_sense_is_refused_and_the_monitor_lives_on(string address, int port, double rate)
    {
        StartMonitor();
        Connected();

        _monitor.Tell(new HostCommand.StartTransfer(Header, "web", Technique.PreCopy, address, port, new Mbps(rate)));
        Fish<HostReply.CommandFailed>().Command.ShouldBe(nameof(HostCommand.StartTransfer));

        _monitor.Tell(Order());
        Fish<HostReply.TransferAccepted>();
    }

    [Fact]
    public void Post_copy_starts_when_the_transfer_is_active()
    {
        StartTransfer(Technique.PostCopy);
        _qemu.When("migrate-start-postcopy", _ => _qemu.Migration = FakeQemu.PostcopyActive);

        _monitor.Tell(new HostCommand.StartPostcopy(Header, "web"));
        _qemu.Migration = FakeQemu.Active;

        Fish<HostReply.PostcopyStarted>();
        _qemu.Orders.Count(o => o == "migrate-start-postcopy").ShouldBe(1);
    }

    [Fact]
    public void A_stop_cancels_and_is_answered_when_the_vm_runs_here()
    {
        StartTransfer();
        _qemu.Migration = FakeQemu.Active;
        _qemu.When("migrate_cancel", _ => _qemu.Migration = """{"status":"cancelled"}""");

        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));

        Fish<HostReply.TransferStopped>();
        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));
        Fish<HostReply.TransferStopped>();
        _qemu.Orders.Count(o => o == "migrate_cancel").ShouldBe(1);
    }

    [Fact]
    public void A_transfer_that_never_started_is_stopped_already()
    {
        StartMonitor();
        Connected();

        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));

        Fish<HostReply.TransferStopped>();
        _qemu.Orders.ShouldBeEmpty();
    }

    /// <summary>The agent restarted meanwhile: what runs in QEMU counts, not what this monitor remembers.</summary>
    [Fact]
    public void A_transfer_that_this_monitor_did_not_start_is_stopped_all_the_same()
    {
        _qemu.Migration = FakeQemu.Active;
        _qemu.When("migrate_cancel", _ => _qemu.Migration = """{"status":"cancelled"}""");
        StartMonitor();
        Connected();

        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));

        Fish<HostReply.TransferStopped>();
        _qemu.Orders.ShouldBe(["migrate_cancel"]);
    }

    [Fact]
    public void Post_copy_that_this_monitor_did_not_start_is_not_stopped()
    {
        _qemu.Migration = FakeQemu.PostcopyActive;
        _qemu.RunState = "postmigrate";
        StartMonitor();
        Connected("postmigrate");

        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));

        Fish<HostReply.CommandFailed>().Reason.ShouldBe("Post-copy has begun; cancelling would lose the VM.");
        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_called_stopped_before_qemu_could_be_asked()
    {
        _qemu.Answers = false;
        _qemu.Migration = FakeQemu.Active;
        _qemu.When("migrate_cancel", _ => _qemu.Migration = """{"status":"cancelled"}""");
        StartMonitor();
        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));
        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);

        _qemu.Greet();
        Connected();
        _monitor.Tell(new HostCommand.StopTransfer(Header, "web"));

        Fish<HostReply.TransferStopped>();
        _qemu.Orders.ShouldBe(["migrate_cancel"]);
    }

    [Fact]
    public void A_qemu_that_ends_while_it_sends_is_told_to_the_saga()
    {
        StartTransfer();
        _qemu.Migration = FakeQemu.Active;

        _qemu.Die();

        var failed = Fish<HostReply.TransferFailed>();
        failed.SourceRuns.ShouldBeFalse();
        failed.Reason.ShouldBe("QEMU of 'web' ended while it was sent.");
    }

    [Fact]
    public void A_source_is_retired_only_when_its_vm_has_left()
    {
        StartMonitor();
        Connected();

        _monitor.Tell(new HostCommand.RetireSource(Header, "web"));
        Fish<HostReply.CommandFailed>().Reason.ShouldContain("not left behind by a migration");
        _hypervisor.Removed.ShouldBeEmpty();

        _qemu.RunState = "postmigrate";
        _monitor.Tell(new HostCommand.RetireSource(Header, "web"));
        Fish<HostReply.SourceRetired>();
        _hypervisor.Removed.ShouldBe(["web"]);
    }

    [Fact]
    public void A_source_that_has_not_spoken_yet_is_not_retired()
    {
        _qemu.Answers = false;
        StartMonitor();
        _monitor.Tell(new HostCommand.RetireSource(Header, "web"));
        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);
        _hypervisor.Removed.ShouldBeEmpty();

        _qemu.RunState = "postmigrate";
        _qemu.Greet();
        Connected("postmigrate");
        _monitor.Tell(new HostCommand.RetireSource(Header, "web"));
        Fish<HostReply.SourceRetired>();
    }

    [Fact]
    public void What_cannot_be_cleared_away_is_said()
    {
        _qemu.RunState = "postmigrate";
        _hypervisor.RemoveFails = "The tap 'tap-web' is busy.";
        StartMonitor();
        Connected("postmigrate");

        _monitor.Tell(new HostCommand.RetireSource(Header, "web"));

        Fish<HostReply.CommandFailed>().Reason.ShouldBe("The tap 'tap-web' is busy.");
    }

    // ---- at the destination

    [Fact]
    public void It_listens_with_the_techniques_capabilities()
    {
        StartMonitor(incoming: true);

        Listening([49152]).Port.ShouldBe(49152);

        _qemu.Orders[0].ShouldStartWith("migrate-set-capabilities");
        _qemu.Orders[0].ShouldContain("""{"capability":"postcopy-ram","state":true}""");
        _qemu.Orders[1].ShouldBe("""migrate-incoming {"uri":"tcp:192.0.2.11:49152"}""");
    }

    [Fact]
    public void Where_no_port_is_free_it_says_so()
    {
        StartMonitor(incoming: true);
        _qemu.Refuse("migrate-incoming", "Address already in use");

        _monitor.Tell(new ListenForVm(PrepareOrder, [49152, 49153], TestActor));

        var failed = ExpectMsg<HostReply.CommandFailed>(Patience);
        failed.Command.ShouldBe(nameof(HostCommand.PrepareDestination));
        failed.Reason.ShouldContain("Address already in use");
    }

    [Fact]
    public void The_next_port_is_tried_where_one_is_taken()
    {
        StartMonitor(incoming: true);
        _qemu.When("migrate-incoming", arguments =>
        {
            if (arguments!["uri"]!.GetValue<string>().EndsWith(":49152", StringComparison.Ordinal))
            {
                throw new QmpCommandException("migrate-incoming", "GenericError", "Address already in use");
            }
        });

        Listening([49152, 49153]).Port.ShouldBe(49153);
    }

    [Fact]
    public void A_repeated_order_to_listen_gets_the_firsts_answer()
    {
        StartMonitor(incoming: true);
        var first = Listening([49152]);

        Listening([49153]).ShouldBe(first);

        _qemu.Orders.Count(o => o.StartsWith("migrate-incoming", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void For_another_migration_a_vm_of_that_name_is_in_the_way()
    {
        StartMonitor();
        Connected();

        _monitor.Tell(new ListenForVm(PrepareOrder, [49152], TestActor));

        Fish<HostReply.CommandFailed>().Reason.ShouldBe("A VM named 'web' is already on this host.");
    }

    [Fact]
    public void The_arrival_is_confirmed_once_the_vm_runs_with_the_time_it_resumed()
    {
        StartMonitor(incoming: true);
        Listening([49152]);
        _monitor.Tell(new HostCommand.ConfirmDestination(Header, "web"));
        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);

        _qemu.RunState = "running";
        _qemu.Happen("RESUME", Epoch.AddSeconds(9));

        ExpectMsg<HostReply.DestinationRuns>(Patience).ResumedAt.ShouldBe(Epoch.AddSeconds(9));
    }

    [Fact]
    public void A_destination_that_waits_is_thrown_away_and_one_that_runs_is_not()
    {
        StartMonitor(incoming: true);
        Listening([49152]);

        _qemu.RunState = "running";
        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));
        Fish<HostReply.CommandFailed>().Reason.ShouldContain("it is not thrown away");

        _qemu.RunState = "inmigrate";
        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));
        Fish<HostReply.DestinationDiscarded>();
        _hypervisor.Removed.ShouldBe(["web"]);
    }

    [Fact]
    public void A_vm_of_another_migration_is_not_thrown_away()
    {
        _qemu.RunState = "inmigrate";
        StartMonitor(incoming: true);
        Listening([49152]);

        _monitor.Tell(new HostCommand.DiscardDestination(new CommandHeader("m-2", 1), "web"));

        Fish<HostReply.CommandFailed>().Reason.ShouldContain("not waiting for this migration");
        _hypervisor.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void A_qemu_that_ends_before_it_listens_is_told_to_the_saga()
    {
        _qemu.Answers = false;
        StartMonitor(incoming: true);
        _monitor.Tell(new ListenForVm(PrepareOrder, [49152], TestActor));
        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);

        _qemu.Die();

        Fish<HostReply.CommandFailed>().Reason.ShouldContain("QEMU ended before it listened");
    }

    // ---- at the destination, by an agent that was restarted

    [Fact]
    public void A_qemu_that_listens_already_is_asked_where()
    {
        _qemu.Migration = Listens;
        StartMonitor(incoming: true);

        Listening([49152]).Port.ShouldBe(49160);

        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_told_to_listen_that_nobody_ordered()
    {
        StartMonitor(incoming: true);
        Connected("inmigrate");

        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);

        _qemu.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void A_vm_that_arrived_meanwhile_is_confirmed_without_the_time_it_resumed()
    {
        StartMonitor(incoming: true);
        Connected("inmigrate");
        _qemu.RunState = "running";

        _monitor.Tell(new HostCommand.ConfirmDestination(Header, "web"));

        ExpectMsg<HostReply.DestinationRuns>(Patience).ShouldBe(new HostReply.DestinationRuns("m-1", "h1", null));
    }

    [Fact]
    public void A_vm_that_arrived_meanwhile_is_neither_prepared_for_nor_thrown_away()
    {
        StartMonitor(incoming: true);
        Connected("inmigrate");
        _qemu.RunState = "running";

        _monitor.Tell(new ListenForVm(PrepareOrder, [49152], TestActor));
        Fish<HostReply.CommandFailed>().Reason.ShouldBe("'web' does not wait for this migration any more: it is running here.");
        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));
        Fish<HostReply.CommandFailed>().Reason.ShouldContain("it is not thrown away");

        _hypervisor.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void A_qemu_that_still_waits_is_thrown_away()
    {
        _qemu.Migration = Listens;
        StartMonitor(incoming: true);
        Connected("inmigrate");

        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));

        Fish<HostReply.DestinationDiscarded>();
        _hypervisor.Removed.ShouldBe(["web"]);
    }

    [Fact]
    public void Before_qemu_has_spoken_nothing_is_thrown_away()
    {
        _qemu.Answers = false;
        StartMonitor(incoming: true);
        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));
        _monitor.Tell(new HostCommand.DescribeVm(Header, "web"));
        ExpectMsg<HostReply.VmDescribed>(Patience);

        _qemu.Signal(new QmpSignal.Disconnected("Somebody else holds this QMP socket."));
        _agent.FishForMessage(m => m is VmReported { State: VmAnnouncement.Unreachable }, Patience);
        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));

        Fish<HostReply.CommandFailed>().Reason.ShouldContain("'web' is unknown here");
        _hypervisor.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void A_qemu_that_hangs_is_thrown_away_when_it_waited_by_its_last_word()
    {
        StartMonitor(incoming: true);
        Connected("inmigrate");
        _qemu.Signal(new QmpSignal.Disconnected("It does not answer."));
        _agent.FishForMessage(m => m is VmReported { State: VmAnnouncement.Unreachable }, Patience);

        _monitor.Tell(new HostCommand.DiscardDestination(Header, "web"));

        Fish<HostReply.DestinationDiscarded>();
        _hypervisor.Removed.ShouldBe(["web"]);
    }

    private const string Listens = """{"status":"setup","socket-address":[{"type":"inet","host":"192.0.2.11","port":"49160"}]}""";

    private static HostCommand.PrepareDestination PrepareOrder => new(Header, "web", Definitions.Web.ToJson(), Technique.PostCopy);

    private static HostCommand.StartTransfer Order(Technique technique = Technique.PreCopy) => new(Header, "web", technique, "192.0.2.12", 49152, new Mbps(600));

    private void StartMonitor(bool incoming = false)
    {
        if (incoming)
        {
            _qemu.RunState = "inmigrate";
            _hypervisor.Has(Definitions.Web, _qemu, Header.MigrationId);
        }

        (_monitor, _agent) = StartUnderProbe(Props.Create(() => new VmMonitor(Definitions.Web, "h1", IPAddress.Parse("192.0.2.11"), _hypervisor, Time)));
    }

    private void Connected(string state = "running") => _agent.FishForMessage(m => m is VmReported r && r.State == state, Patience);

    private HostCommand.StartTransfer StartTransfer(Technique technique = Technique.PreCopy)
    {
        StartMonitor();
        Connected();
        _monitor.Tell(Order(technique));
        Fish<HostReply.TransferAccepted>();
        return Order(technique);
    }

    private HostReply.DestinationPrepared Listening(IReadOnlyList<int> ports)
    {
        _monitor.Tell(new ListenForVm(PrepareOrder, ports, TestActor));
        return ExpectMsg<HostReply.DestinationPrepared>(Patience);
    }

    private T Fish<T>()
        where T : class => (T)FishForMessage(m => m is T, Patience);
}
