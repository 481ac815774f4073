using System.Net;
using Akka.Actor;
using Akka.TestKit;
using MigrationActors.Actors.Host;
using MigrationActors.Actors.Network;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Actors.Tests.Shaping;
using MigrationActors.Actors.Vms;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Techniques;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Host;

public sealed class HostAgentTests : ActorTests
{
    private static readonly CommandHeader Header = new("m-1", 3);
    private readonly FakeHypervisor _hypervisor = new();
    private readonly FakeUplinkShaper _link = new();
    private readonly FakeCounters _counters = new();
    private readonly TestProbe _coordinator;

    public HostAgentTests() => _coordinator = CreateTestProbe();

    [Fact]
    public void It_announces_itself_with_its_traffic_its_vms_and_theirs()
    {
        _hypervisor.Has(Definitions.Web);
        _counters.Set(new InterfaceCounters(3, "eth0", 0, 0), new InterfaceCounters(4, "tap-web", 0, 0));
        Start();
        Announced(a => a.Vms.Count == 1);

        _counters.Set(new InterfaceCounters(3, "eth0", RxBytes: 1_250_000, TxBytes: 2_500_000), new InterfaceCounters(4, "tap-web", RxBytes: 125_000, TxBytes: 250_000));
        Time.Advance(TimeSpan.FromSeconds(1));

        var said = Announced(a => a.Out.Value > 0 && a.Vms is [{ State: "running" }]);
        said.ShouldSatisfyAllConditions(
            a => a.Host.ShouldBe("h1"),
            a => a.Address.ShouldBe("192.0.2.11"),
            a => a.Roles.ShouldBe([HostAnnouncement.HostRole]),
            a => a.Link.ShouldBe(Leases.Capacity.Link),
            a => (a.Link - a.Control).ShouldBe(Leases.Capacity.Allocatable),
            a => a.Out.Value.ShouldBe(20, 1e-9),
            a => a.In.Value.ShouldBe(10, 1e-9),
            a => a.QemuVersion.ShouldBe("7.2.22"),
            a => a.PostCopyObstacle.ShouldBeNull());

        // A tap is the VM's mirror: what the host receives from it is what the VM sends.
        said.Vms[0].ShouldSatisfyAllConditions(
            v => v.Name.ShouldBe("web"),
            v => v.Out.Value.ShouldBe(1, 1e-9),
            v => v.In.Value.ShouldBe(2, 1e-9),
            v => v.StorageAddresses.ShouldBe(["192.0.2.14"]));
    }

    [Fact]
    public void A_vm_that_somebody_else_started_is_found()
    {
        Start();
        Announced(a => a.Vms.Count == 0);

        _hypervisor.Has(Definitions.Named("stray"));

        Announced(a => a.Vms is [{ Name: "stray", State: "running" }]);
    }

    [Fact]
    public void A_vm_whose_qemu_ended_is_not_announced_any_more()
    {
        var qemu = _hypervisor.Has(Definitions.Web);
        Start();
        Announced(a => a.Vms is [{ State: "running" }]);

        qemu.Die();

        Announced(a => a.Vms.Count == 0);
    }

    [Fact]
    public void Why_there_is_no_post_copy_is_announced()
    {
        _hypervisor.Facts = new HypervisorFacts("7.2.22", "userfaultfd is not allowed.");
        Start();

        Announced(a => a.PostCopyObstacle == "userfaultfd is not allowed.");
    }

    [Fact]
    public void A_host_that_runs_no_vms_looks_for_none()
    {
        _hypervisor.Has(Definitions.Web);
        Start(HostAnnouncement.StorageRole);

        Announced(_ => true);
        Announced(_ => true).Vms.ShouldBeEmpty();
    }

    [Fact]
    public void A_coordinator_that_has_been_replaced_is_not_obeyed()
    {
        var agent = Start();
        agent.Tell(new HostCommand.ReleaseBandwidth(Header));
        ExpectMsg<HostReply.BandwidthReleased>(Patience);

        agent.Tell(Leases.Order() with { Header = new CommandHeader("m-1", 2) });

        ExpectMsg<HostReply.CommandFailed>(Patience).ShouldBe(new HostReply.CommandFailed(
            "m-1", "h1", nameof(HostCommand.ReserveBandwidth), "A newer coordinator (epoch 3) has taken over; this one (epoch 2) is not obeyed."));
        _link.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void A_coordinator_that_has_been_replaced_is_not_obeyed_after_a_restart_either()
    {
        var agent = Start();
        agent.Tell(new HostCommand.ReleaseBandwidth(Header));
        ExpectMsg<HostReply.BandwidthReleased>(Patience);
        Replace(ref agent);

        agent.Tell(Leases.Order() with { Header = new CommandHeader("m-1", 2) });

        ExpectMsg<HostReply.CommandFailed>(Patience).Reason.ShouldContain("A newer coordinator (epoch 3) has taken over");
        _link.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_epoch_cannot_be_remembered_nothing_is_done_and_the_reason_is_said()
    {
        Directory.CreateDirectory(Path.Combine(StateFolder, "epoch.new"));
        var agent = Start();

        agent.Tell(Leases.Order());

        ExpectMsg<HostReply.CommandFailed>(Patience).Reason.ShouldContain("The coordinator's epoch 1 could not be remembered, so it is not obeyed");
        _link.Applied.ShouldBeEmpty();
    }

    [Fact]
    public void A_restart_takes_up_the_leases()
    {
        var agent = Start();
        agent.Tell(Leases.Order());
        ExpectMsg<HostReply.BandwidthReserved>(Patience);

        Replace(ref agent);

        Eventually(() => _link.TakenOver.Last().Earlier.Egress!.Reserved.ShouldHaveSingleItem().Id.ShouldBe("m-1"));
    }

    [Fact]
    public void At_the_start_it_clears_away_what_has_ended_and_says_so()
    {
        _hypervisor.Leftovers = ["The tap ma01234567-0 was removed: the QEMU that had it has ended."];

        EventFilter.Warning(contains: "The tap ma01234567-0 was removed").Expect(1, () => Start());
    }

    [Fact]
    public void What_cannot_be_cleared_away_is_said_and_the_agent_works_on()
    {
        _hypervisor.SweepFails = "The tap is busy.";
        IActorRef agent = ActorRefs.Nobody;

        EventFilter.Error(contains: "The tap is busy.").Expect(1, () => agent = Start());
        _hypervisor.SweepFails = null;

        agent.Tell(new HostCommand.RetireSource(Header, "web"));
        ExpectMsg<HostReply.SourceRetired>(Patience);
    }

    [Fact]
    public void What_could_not_be_cleared_away_is_tried_again()
    {
        _hypervisor.SweepFails = "The tap is busy.";
        EventFilter.Error(contains: "The tap is busy.").Expect(2, () => Start());

        _hypervisor.Leftovers = ["The tap ma01234567-0 was removed: the QEMU that had it has ended."];
        EventFilter.Warning(contains: "The tap ma01234567-0 was removed").ExpectOne(() => _hypervisor.SweepFails = null);
    }

    [Fact]
    public void What_a_vm_that_ended_has_left_is_cleared_away_later()
    {
        var qemu = _hypervisor.Has(Definitions.Web);
        Start();
        Announced(a => a.Vms is [{ State: "running" }]);
        _hypervisor.RemoveFails = "The tap is busy.";
        _hypervisor.Leftovers = ["The tap ma01234567-0 was removed: the QEMU that had it has ended."];

        EventFilter.Warning(contains: "The tap ma01234567-0 was removed").ExpectOne(qemu.Die);
    }

    [Fact]
    public void An_order_to_prepare_that_a_restart_interrupted_is_carried_on()
    {
        _hypervisor.Next.RunState = "inmigrate";
        var agent = Start();
        _hypervisor.Has(Definitions.Web, _hypervisor.Next, "m-1");
        _hypervisor.StartFails = "VM 'web' runs on this host already.";

        agent.Tell(new HostCommand.PrepareDestination(Header, "web", Definitions.Web.ToJson(), Technique.PreCopy));

        ExpectMsg<HostReply.DestinationPrepared>(Patience).Port.ShouldBe(49152);
    }

    [Fact]
    public void The_migration_that_a_qemu_waits_for_is_announced()
    {
        _hypervisor.Has(Definitions.Web, new FakeQemu { RunState = "inmigrate" }, "m-1");
        _hypervisor.Has(Definitions.Named("db"));
        Start();

        Announced(a => a.Vms is [{ Name: "db", MigrationId: null }, { Name: "web", MigrationId: "m-1", State: "inmigrate" }]);
    }

    [Fact]
    public void Reservations_go_to_the_shaper()
    {
        var agent = Start();

        agent.Tell(Leases.Order());
        ExpectMsg<HostReply.BandwidthReserved>(Patience);
        _link.Now.Egress.ShouldNotBeNull();

        agent.Tell(new HostCommand.ReleaseBandwidth(new CommandHeader("m-1", 1)));
        ExpectMsg<HostReply.BandwidthReleased>(Patience);
        _link.Now.IsEmpty.ShouldBeTrue();
    }

    public static TheoryData<Type> CommandsForAVm() => new(
        typeof(HostCommand.DescribeVm), typeof(HostCommand.StartPostcopy), typeof(HostCommand.StopTransfer), typeof(HostCommand.ConfirmDestination));

    [Theory]
    [MemberData(nameof(CommandsForAVm))]
    public void A_vm_that_is_not_here_is_named(Type command)
    {
        var agent = Start();

        agent.Tell(Activator.CreateInstance(command, Header, "nosuch"));

        ExpectMsg<HostReply.CommandFailed>(Patience).ShouldBe(new HostReply.CommandFailed("m-1", "h1", command.Name, "There is no VM named 'nosuch' on this host."));
    }

    [Fact]
    public void What_is_to_be_gone_and_is_not_here_is_gone()
    {
        var agent = Start();

        agent.Tell(new HostCommand.RetireSource(Header, "web"));
        ExpectMsg<HostReply.SourceRetired>(Patience);
        agent.Tell(new HostCommand.DiscardDestination(Header, "web"));
        ExpectMsg<HostReply.DestinationDiscarded>(Patience);
    }

    [Fact]
    public void A_vm_is_absent_only_when_no_qemu_of_it_is_found()
    {
        var agent = Start(discovery: TimeSpan.FromHours(1));
        agent.Tell(new HostCommand.InspectSource(Header, "web"));
        ExpectMsg<HostReply.SourceInspected>(Patience).ShouldBe(new HostReply.SourceInspected("m-1", "h1", SourceCondition.Absent, null));
        agent.Tell(new HostCommand.InspectDestination(Header, "web"));
        ExpectMsg<HostReply.DestinationInspected>(Patience).ShouldBe(new HostReply.DestinationInspected("m-1", "h1", DestinationCondition.Absent, null));

        // It has come up since, and the next look into the folder is far away.
        _hypervisor.Has(Definitions.Web);
        agent.Tell(new HostCommand.InspectSource(Header, "web"));
        ExpectMsg<HostReply.SourceInspected>(Patience).Condition.ShouldNotBe(SourceCondition.Absent);
        agent.Tell(new HostCommand.InspectDestination(Header, "web"));
        ExpectMsg<HostReply.DestinationInspected>(Patience).Condition.ShouldNotBe(DestinationCondition.Absent);
    }

    /// <summary>An agent that has just started must not call a VM gone that runs, nor end it.</summary>
    [Fact]
    public void A_vm_that_runs_and_is_not_followed_yet_is_neither_called_gone_nor_ended()
    {
        var agent = Start(discovery: TimeSpan.FromHours(1));
        Announced(_ => true);
        _hypervisor.Has(Definitions.Web);

        agent.Tell(new HostCommand.RetireSource(Header, "web"));
        agent.Tell(new HostCommand.DiscardDestination(Header, "web"));
        agent.Tell(new HostCommand.DescribeVm(Header, "web"));

        FishForMessage(m => m is HostReply.SourceRetired or HostReply.DestinationDiscarded or HostReply.VmDescribed, Patience).ShouldBeOfType<HostReply.VmDescribed>();
        _hypervisor.Removed.ShouldBeEmpty();
    }

    [Fact]
    public void A_vm_is_started_from_its_definition()
    {
        var agent = Start();

        agent.Tell(new StartVm(Definitions.Web.ToJson()));

        ExpectMsg<VmStartedView>(Patience).ShouldBe(new VmStartedView("web", "h1"));
        Announced(a => a.Vms is [{ Name: "web", State: "running" }]);
    }

    [Theory]
    [InlineData("""{ "name": "-x", "memoryMiB": 64 }""", "name")]
    [InlineData("""{ "name": "$(id)", "memoryMiB": 64 }""", "name")]
    [InlineData("""{ "name": "web", "memoryMiB": -64 }""", "memoryMiB")]
    [InlineData("""{ "name": "web", "memoryMiB": 64, "color": "red" }""", "color")]
    [InlineData("not JSON", "JSON")]
    public void A_definition_that_cannot_be_used_is_refused_with_what_is_wrong(string definition, string named)
    {
        var agent = Start();

        agent.Tell(new StartVm(definition));

        var refusal = ExpectMsg<Refusal>(Patience);
        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        refusal.Message.ShouldContain(named);
        _hypervisor.Running().ShouldBeEmpty();
    }

    [Fact]
    public void A_vm_that_cannot_be_started_is_refused_with_why_and_where()
    {
        _hypervisor.StartFails = "A VM named 'web' already runs here.";
        var agent = Start();

        agent.Tell(new StartVm(Definitions.Web.ToJson()));

        ExpectMsg<Refusal>(Patience).ShouldBe(new Refusal(RefusalKind.Conflict, "h1: A VM named 'web' already runs here."));
    }

    [Fact]
    public void It_prepares_a_destination_and_sees_the_vm_arrive()
    {
        var agent = Start();
        var order = new HostCommand.PrepareDestination(Header, "web", Definitions.Web.ToJson(), Technique.PreCopy);

        agent.Tell(order);
        var prepared = ExpectMsg<HostReply.DestinationPrepared>(Patience);
        prepared.ShouldBe(new HostReply.DestinationPrepared("m-1", "h1", "192.0.2.11", 49152));
        Announced(a => a.Vms is [{ Name: "web", State: "inmigrate" }]);

        agent.Tell(order);
        ExpectMsg<HostReply.DestinationPrepared>(Patience).ShouldBe(prepared);

        _hypervisor.Next.RunState = "running";
        agent.Tell(new HostCommand.ConfirmDestination(Header, "web"));
        ExpectMsg<HostReply.DestinationRuns>(Patience);
    }

    [Theory]
    [InlineData("""{ "name": "web" }""", null, "memoryMiB")]
    [InlineData(null, "There is no bridge 'br0'.", "There is no bridge 'br0'.")]
    public void A_destination_that_cannot_be_prepared_says_why(string? definition, string? startFails, string named)
    {
        _hypervisor.StartFails = startFails;
        var agent = Start();

        agent.Tell(new HostCommand.PrepareDestination(Header, "web", definition ?? Definitions.Web.ToJson(), Technique.PreCopy));

        var failed = ExpectMsg<HostReply.CommandFailed>(Patience);
        failed.Command.ShouldBe(nameof(HostCommand.PrepareDestination));
        failed.Reason.ShouldContain(named);
    }

    private void Replace(ref IActorRef agent)
    {
        Watch(agent);
        Sys.Stop(agent);
        ExpectTerminated(agent, Patience);
        agent = Start();
    }

    private IActorRef Start(string role = HostAnnouncement.HostRole, TimeSpan? discovery = null)
    {
        var settings = new HostSettings("h1", IPAddress.Parse("192.0.2.11"), [role], 3, Leases.Capacity, [49152, 49153], StateFolder)
        {
            AnnounceInterval = TimeSpan.FromMilliseconds(30),
            DiscoveryInterval = discovery ?? TimeSpan.FromMilliseconds(30),
            SweepPause = TimeSpan.FromMilliseconds(200),
        };
        var often = new NetworkSettings { SampleInterval = TimeSpan.FromMilliseconds(20), PublishInterval = TimeSpan.FromMilliseconds(20) };
        var parts = new HostParts(_hypervisor, _link, _counters, new RecordingTrafficLog(), often, Time);
        return Sys.ActorOf(Props.Create(() => new HostAgent(settings, parts, _coordinator)));
    }

    private HostAnnouncement Announced(Func<HostAnnouncement, bool> so) =>
        (HostAnnouncement)_coordinator.FishForMessage(m => m is HostAnnouncement a && so(a), Patience);
}
