using Akka.Actor;
using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Coordination;

public sealed class AdmissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    private readonly HostTable _hosts = new();
    private CoordinatorState _state = CoordinatorState.Empty;

    public AdmissionTests()
    {
        Hear("h1", vms: [Vm("web"), Vm("db", state: "paused")], sent: 900);
        Hear("h2");
        Hear("nfs1", roles: [HostAnnouncement.StorageRole], address: "192.0.2.14");
        Hear("nfs2", roles: [HostAnnouncement.StorageRole], address: "192.0.2.15");
    }

    [Fact]
    public void A_migration_that_may_begin_gets_its_request_its_traffic_and_its_plan()
    {
        var admitted = Decide(new ApiRequest.Migrate("web", "h2", Urgency.High, Technique.PreCopy)).Admitted.ShouldNotBeNull();

        admitted.Request.ShouldSatisfyAllConditions(
            r => r.Id.ShouldBe("m-new"),
            r => r.Vm.ShouldBe("web"),
            r => r.Source.ShouldBe("h1"),
            r => r.SourceAddress.ShouldBe("192.0.2.1"),
            r => r.Destination.ShouldBe("h2"),
            r => r.StorageHosts.ShouldBe(["nfs1"]),
            r => r.Urgency.ShouldBe(Urgency.High),
            r => r.Forced.ShouldBe(Technique.PreCopy));
        admitted.Traffic.SourceOut.Value.ShouldBe(900);
        admitted.Traffic.VmOut.Value.ShouldBe(50);
        admitted.Traffic.Link.Value.ShouldBe(1000);
        admitted.Decision.Technique.ShouldBe(Technique.PreCopy);
        admitted.Decision.Reserved.ShouldNotBeNull();
        admitted.Decision.Policy.ShouldBe("thesis");
        admitted.Decision.Reasons.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_slower_link_of_the_two_counts()
    {
        Hear("h2", link: 100);

        Decide(Wanted()).Admitted!.Traffic.Link.Value.ShouldBe(100);
    }

    [Fact]
    public void Bounds_the_vm_states_go_into_the_plan()
    {
        Hear("h1", vms: [Vm("web") with { Sla = new SlaBounds(new Mbps(111), new Mbps(222)) }], sent: 900);

        Decide(Wanted()).Admitted!.Decision.Sla.ShouldBe(new SlaBounds(new Mbps(111), new Mbps(222)));
    }

    [Fact]
    public void An_unknown_vm_is_named_with_those_that_are_known() => ShouldRefuse(
        new ApiRequest.Migrate("nosuch", "h2", Urgency.Medium, null), RefusalKind.NotFound, "No host runs a VM named 'nosuch'. VMs: db, web.");

    [Fact]
    public void An_unknown_host_is_named_with_those_that_are_possible() => ShouldRefuse(
        new ApiRequest.Migrate("web", "h9", Urgency.Medium, null), RefusalKind.NotFound, "There is no host named 'h9'. Possible destinations: h2.");

    [Fact]
    public void The_source_is_no_destination() => ShouldRefuse(
        new ApiRequest.Migrate("web", "h1", Urgency.Medium, null), RefusalKind.Invalid, "'web' already runs on 'h1': name another host as the destination.");

    [Fact]
    public void A_host_without_vms_is_no_destination() => ShouldRefuse(
        new ApiRequest.Migrate("web", "nfs1", Urgency.Medium, null),
        RefusalKind.Invalid,
        "'nfs1' does not run VMs (its roles: storage): name a host with the role 'host'.");

    [Fact]
    public void A_vm_on_two_hosts_is_moved_by_nobody()
    {
        Hear("h2", vms: [Vm("web", state: "inmigrate")]);

        ShouldRefuse(
            Wanted(), RefusalKind.Conflict, "'web' is on h1 and h2: a migration left something behind, or it was started twice. See 'migctl vms' and 'migctl status'.");
    }

    [Fact]
    public void A_vm_that_is_being_moved_is_not_moved_a_second_time()
    {
        var other = Decide(Wanted()).Admitted!;
        _state = _state.Apply(new CoordinatorEvent.MigrationAccepted(Now, other.Request with { Id = "m-1" }, other.Traffic, other.Decision));

        ShouldRefuse(
            Wanted(), RefusalKind.Conflict, "'web' is already migrating to 'h2' (m-1): wait for it, or cancel it with 'migctl cancel m-1'.");

        _state = _state.Apply(new CoordinatorEvent.MigrationEnded(Now, "m-1", MigrationPhase.Failed));
        Decide(Wanted()).Admitted.ShouldNotBeNull();
    }

    [Fact]
    public void A_vm_that_does_not_run_is_not_moved() => ShouldRefuse(
        new ApiRequest.Migrate("db", "h2", Urgency.Medium, null),
        RefusalKind.Conflict,
        "'db' on 'h1' is paused, not running: only a running VM can be migrated live.");

    [Theory]
    [InlineData("h1")]
    [InlineData("h2")]
    public void A_host_that_was_not_heard_lately_takes_no_part(string silent)
    {
        var late = Now.AddSeconds(11);
        foreach (var host in _hosts.All.Where(h => h.Name != silent).ToList())
        {
            _hosts.Hear(host.Latest, ActorRefs.Nobody, late);
        }

        var refusal = Decide(Wanted(), _hosts, late).Refusal.ShouldNotBeNull();

        refusal.ShouldBe(new Refusal(
            RefusalKind.Unavailable, $"The agent on '{silent}' was last heard 11 s ago: see that migrationd runs there and reaches the cluster."));
    }

    [Theory]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public void A_forced_technique_that_a_host_cannot_do_is_refused_with_its_reason(Technique forced)
    {
        Hear("h2", obstacle: "userfaultfd is not allowed.");

        var refusal = Decide(new ApiRequest.Migrate("web", "h2", Urgency.Medium, forced)).Refusal.ShouldNotBeNull();

        refusal.Kind.ShouldBe(RefusalKind.Conflict);
        refusal.Message.ShouldContain("h2: userfaultfd is not allowed");
    }

    [Fact]
    public void Before_anybody_announced_itself_nothing_is_known()
    {
        var refusal = Decide(Wanted(), new HostTable(), Now).Refusal.ShouldNotBeNull();

        refusal.Message.ShouldBe("No host runs a VM named 'web'. VMs: none are known yet.");
    }

    private static ApiRequest.Migrate Wanted() => new("web", "h2", Urgency.Medium, null);

    private static VmAnnouncement Vm(string name, string state = VmAnnouncement.Running) =>
        new(name, state, 64, new Mbps(50), new Mbps(50), null, null, ["192.0.2.14"]);

    private void Hear(
        string name, IReadOnlyList<VmAnnouncement>? vms = null, double sent = 0, double link = 1000, IReadOnlyList<string>? roles = null, string? address = null, string? obstacle = null) =>
        _hosts.Hear(
            new HostAnnouncement(
                name, address ?? $"192.0.2.{name[^1]}", roles ?? [HostAnnouncement.HostRole], new Mbps(link), new Mbps(10), new Mbps(sent), Mbps.Zero, "7.2.22", obstacle, vms ?? []),
            ActorRefs.Nobody,
            Now);

    private AdmissionResult Decide(ApiRequest.Migrate wanted) => Decide(wanted, _hosts, Now);

    private AdmissionResult Decide(ApiRequest.Migrate wanted, HostTable hosts, DateTimeOffset now)
    {
        var settings = new CoordinatorSettings();
        var situation = new Situation(hosts, Ledgers.Of(_state, hosts, new Dictionary<string, Mbps>(), _ => Mbps.Zero, settings), new Profiles([]), now);
        return Occupied.By(wanted.Vm, _state) is { } occupied
            ? AdmissionResult.Refuse(occupied)
            : new Admission(settings).Single(new Wish(wanted.Vm, wanted.Destination, wanted.Urgency, wanted.Technique), "m-new", gang: null, situation);
    }

    private void ShouldRefuse(ApiRequest.Migrate wanted, RefusalKind kind, string sentence)
    {
        var result = Decide(wanted);

        result.Admitted.ShouldBeNull();
        result.Refusal.ShouldBe(new Refusal(kind, sentence));
    }
}
