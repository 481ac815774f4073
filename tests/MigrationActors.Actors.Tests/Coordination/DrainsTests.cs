using Akka.Actor;
using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Coordination;

public sealed class DrainsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    private readonly HostTable _hosts = new();
    private CoordinatorState _state = CoordinatorState.Empty;

    public DrainsTests() => Hear("h1", vms: [Vm("web", 1000, 1000)]);

    [Theory]
    [InlineData(600, true)]
    [InlineData(599, false)]
    [InlineData(0, false)]
    public void What_guests_there_may_still_touch_is_not_free_and_of_one_that_nothing_is_known_of_that_is_all(int resident, bool fits)
    {
        // 1000 for the VM, 256 in reserve, and 400 for what the guest there has not touched.
        Hear("h2", free: 1656, vms: [Vm("there", 1000, resident)]);

        Drain().Refusal.ShouldBe(fits ? null : new Refusal(
            RefusalKind.Conflict,
            "No VM can leave 'h1'. 'web': No host has the 1000 MiB of memory it needs: beside the others that go there and a reserve of 256 MiB "
                + $"'h2' has the most, {1656 - 256 - 1000 + resident} MiB."));
    }

    [Fact]
    public void A_guest_that_is_about_to_arrive_counts_once_also_when_its_QEMU_waits_already()
    {
        Hear("h3", vms: [Vm("other", 1000, 1000)]);
        _state = _state.Apply(new CoordinatorEvent.GangAccepted(
            Now,
            new GangRequest(
                "g-1", null, null,
                [
                    new GangMember(
                        "g-1-1", "other", "h3", "h2", Urgency.Low, null, null, new Decision<Strategy>(Strategy.Serial, "low"), new Forecast(TimeSpan.Zero, TimeSpan.Zero, "none")),
                ],
                [],
                TimeSpan.Zero),
            null));

        Hear("h2", free: 2256);
        Drain(["h2"]).Refusal.ShouldBeNull();
        Hear("h2", free: 2255);
        Drain(["h2"]).Refusal.ShouldNotBeNull();

        // 200 of it have arrived.
        Hear("h2", free: 2056, vms: [Vm("other", 1000, 200) with { State = VmAnnouncement.Awaiting }]);
        Drain(["h2"]).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_host_that_cannot_do_the_forced_technique_is_passed_over()
    {
        Hear("h2", free: 9000, obstacle: "userfaultfd is not allowed.");
        Hear("h3", free: 4000);

        Drain(technique: Technique.PostCopy).Gang!.Members.ShouldHaveSingleItem().Destination.ShouldBe("h3");
        Drain(technique: Technique.PreCopy).Gang!.Members.ShouldHaveSingleItem().Destination.ShouldBe("h2");
    }

    [Fact]
    public void A_VM_that_only_hosts_without_the_forced_technique_have_room_for_stays_with_the_reason_and_the_others_go()
    {
        Hear("h1", vms: [Vm("web", 1000, 1000), Vm("big", 5000, 5000), Vm("off", 10, 10) with { State = "paused" }]);
        Hear("h2", free: 9000, obstacle: "userfaultfd is not allowed.");
        Hear("h3", free: 4000);

        var gang = Drain(technique: Technique.Hybrid).Gang.ShouldNotBeNull();

        gang.Members.ShouldHaveSingleItem().Vm.ShouldBe("web");
        gang.Stay.Single(s => s.Vm == "big").Reason.ShouldEndWith("'h3' has the most, 3744 MiB. 'h2' cannot do hybrid, which is forced: userfaultfd is not allowed.");
        gang.Stay.Single(s => s.Vm == "off").Reason.ShouldBe("It is paused, not running: only a running VM can be migrated live.");
    }

    [Fact]
    public void A_named_host_that_was_not_heard_lately_is_refused_as_such()
    {
        Hear("h2", free: 9000, heard: Now.AddSeconds(-30));
        Hear("h3", free: 9000);

        Drain(["h2", "h3"]).Refusal.ShouldBe(new Refusal(
            RefusalKind.Unavailable, "The agent on 'h2' was last heard 30 s ago: see that migrationd runs there and reaches the cluster."));
        Drain().Gang!.Members.ShouldHaveSingleItem().Destination.ShouldBe("h3");
    }

    [Fact]
    public void Where_no_host_can_take_VMs_it_is_said_why_of_each()
    {
        Hear("h2", free: 9000, heard: Now.AddSeconds(-30));

        Drain().Refusal!.Message.ShouldStartWith(
            "No VM can leave 'h1'. 'web': There is no other host that could take VMs from 'h1'. The agent on 'h2' was last heard 30 s ago");
    }

    [Fact]
    public void A_plan_says_why_a_VM_goes_where_it_goes()
    {
        Hear("h2", free: 9000);

        var result = Drain();

        PlanViews.Of(result.Plan!, result.Snapshot!, result.Gang!.Stay).Members.ShouldHaveSingleItem()
            .Reasons[0].ShouldBe("'h2' is the only host with 1000 MiB of memory for it.");
    }

    private static VmAnnouncement Vm(string name, int memory, int resident) =>
        new(name, VmAnnouncement.Running, memory, new Mbps(1), new Mbps(1), null, null, [], ResidentMiB: resident);

    private void Hear(string name, long free = 0, IReadOnlyList<VmAnnouncement>? vms = null, string? obstacle = null, DateTimeOffset? heard = null) => _hosts.Hear(
        new HostAnnouncement(
            name, $"192.0.2.{name[^1]}", [HostAnnouncement.HostRole], new Mbps(1000), new Mbps(10), Mbps.Zero, Mbps.Zero, "7.2.22", obstacle, vms ?? [], free),
        ActorRefs.Nobody,
        heard ?? Now);

    private GangAdmissionResult Drain(IReadOnlyList<string>? to = null, Technique? technique = null)
    {
        var settings = new CoordinatorSettings();
        var situation = new Situation(_hosts, Ledgers.Of(_state, _hosts, new Dictionary<string, Mbps>(), _ => Mbps.Zero, settings), new Profiles([]), Now);
        return new GangAdmission(settings).Drain("h1", to ?? [], Urgency.Low, technique, null, "g-new", _state, situation);
    }
}
