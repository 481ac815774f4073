using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Whether a migration may begin now, and with which plan. Pure: what the hosts last announced and what is already running go in;
/// a saga's beginning or a refusal comes out.
/// </summary>
public sealed class Admission(CoordinatorSettings settings)
{
    public AdmissionResult Decide(ApiRequest.Migrate wanted, string id, HostTable hosts, CoordinatorState state, DateTimeOffset now)
    {
        // First of all, because a VM that moves is on two hosts for that very reason.
        if (state.OpenFor(wanted.Vm) is { } open)
        {
            return AdmissionResult.Refuse(AlreadyMigrating(open));
        }

        if (FindSource(wanted, hosts, out var source, out var vm) is { } noSource)
        {
            return AdmissionResult.Refuse(noSource);
        }

        if (FindDestination(wanted, hosts, source!, out var destination) is { } noDestination)
        {
            return AdmissionResult.Refuse(noDestination);
        }

        if (Obstacle(vm!, source!, destination!, now) is { } obstacle)
        {
            return AdmissionResult.Refuse(obstacle);
        }

        var plan = settings.Policy.Plan(Snapshot(wanted, source!, destination!, vm!));
        if (!plan.IsPlanned)
        {
            return AdmissionResult.Refuse(new Refusal(RefusalKind.Conflict, plan.Refusal));
        }

        var request = new MigrationRequest(
            id, vm!.Name, source!.Name, source.Latest.Address, destination!.Name, StorageHosts(vm, hosts), wanted.Urgency, wanted.Technique);
        return new AdmissionResult(new AdmittedMigration(request, Traffic(source, destination, vm), Decision(plan.Plan, PostcopyAllowed(wanted, source, destination))), null);
    }

    private static Refusal AlreadyMigrating(MigrationEntry open) => new(
        RefusalKind.Conflict,
        $"'{open.Request.Vm}' is already migrating to '{open.Request.Destination}' ({open.Request.Id}): wait for it, or cancel it with 'migctl cancel {open.Request.Id}'.");

    private static Refusal? FindSource(ApiRequest.Migrate wanted, HostTable hosts, out KnownHost? source, out VmAnnouncement? vm)
    {
        var holders = hosts.HostsOf(wanted.Vm);
        source = holders.Count == 1 ? holders[0] : null;
        vm = source?.Latest.Vms.First(v => v.Name == wanted.Vm);
        return holders.Count switch
        {
            0 => new Refusal(RefusalKind.NotFound, $"No host runs a VM named '{wanted.Vm}'. {Known("VMs", hosts.All.SelectMany(h => h.Latest.Vms).Select(v => v.Name))}"),
            1 => null,
            _ => new Refusal(
                RefusalKind.Conflict,
                $"'{wanted.Vm}' is on {string.Join(" and ", holders.Select(h => h.Name))}: a migration left something behind, or it was started twice. See 'migctl vms' and 'migctl status'."),
        };
    }

    private static Refusal? FindDestination(ApiRequest.Migrate wanted, HostTable hosts, KnownHost source, out KnownHost? destination)
    {
        destination = hosts.Find(wanted.Destination);
        if (destination is null)
        {
            var others = hosts.All.Where(h => h.IsHypervisor && h.Name != source.Name).Select(h => h.Name);
            return new Refusal(RefusalKind.NotFound, $"There is no host named '{wanted.Destination}'. {Known("Possible destinations", others)}");
        }

        if (destination.Name == source.Name)
        {
            return new Refusal(RefusalKind.Invalid, $"'{wanted.Vm}' already runs on '{source.Name}': name another host as the destination.");
        }

        return destination.IsHypervisor
            ? null
            : new Refusal(RefusalKind.Invalid, $"'{destination.Name}' does not run VMs (its roles: {string.Join(", ", destination.Latest.Roles)}): name a host with the role '{HostAnnouncement.HostRole}'.");
    }

    private Refusal? Obstacle(VmAnnouncement vm, KnownHost source, KnownHost destination, DateTimeOffset now)
    {
        if (vm.State == VmAnnouncement.Unreachable)
        {
            return new Refusal(
                RefusalKind.Conflict,
                $"'{vm.Name}' on '{source.Name}' is unreachable: its QEMU does not answer over QMP. Another program may hold the socket 'qmp.sock' ('human.sock' is for people), or QEMU hangs.");
        }

        if (vm.State != VmAnnouncement.Running)
        {
            return new Refusal(RefusalKind.Conflict, $"'{vm.Name}' on '{source.Name}' is {vm.State}, not running: only a running VM can be migrated live.");
        }

        foreach (var host in new[] { source, destination })
        {
            if (!host.IsReachable(now, settings.HostPatience))
            {
                return new Refusal(
                    RefusalKind.Unavailable,
                    $"The agent on '{host.Name}' was last heard {(now - host.HeardAt).TotalSeconds:0} s ago: see that migrationd runs there and reaches the cluster.");
            }
        }

        return null;
    }

    private PlanningSnapshot Snapshot(ApiRequest.Migrate wanted, KnownHost source, KnownHost destination, VmAnnouncement vm) => new(
        HostSnapshot(source),
        HostSnapshot(destination),
        new VmSnapshot(vm.Name, new TrafficRate(vm.Out, vm.In), new SlaStatement(vm.Sla, vm.Workload)),
        wanted.Urgency,
        wanted.Technique,
        settings.Planning,
        settings.Models);

    private static HostSnapshot HostSnapshot(KnownHost host)
    {
        var said = host.Latest;
        return new HostSnapshot(
            host.Name, said.Link, said.Link - said.Control, new TrafficRate(said.Out, said.In), said.PostCopyObstacle is null, said.PostCopyObstacle);
    }

    /// <summary>A caller who insists on pre-copy does not want it to become something else.</summary>
    private static bool PostcopyAllowed(ApiRequest.Migrate wanted, KnownHost source, KnownHost destination) =>
        wanted.Technique != Technique.PreCopy && source.Latest.PostCopyObstacle is null && destination.Latest.PostCopyObstacle is null;

    private MigrationDecision Decision(MigrationPlan plan, bool postcopyAllowed) => new(
        plan.Technique.Choice,
        plan.Reservation.Choice.Reserved,
        plan.Reservation.Choice.MaxBandwidth,
        plan.Ideal.Choice,
        plan.Available,
        plan.Sla.Choice,
        settings.Policy.Name,
        plan.Reasons,
        postcopyAllowed,
        ReservationAlgorithm.Highest(plan.Total, plan.Sla.Choice));

    private static TrafficSnapshot Traffic(KnownHost source, KnownHost destination, VmAnnouncement vm) => new(
        source.Latest.Out, source.Latest.In, destination.Latest.Out, destination.Latest.In, vm.Out, vm.In,
        Core.Mbps.Min(source.Latest.Link, destination.Latest.Link));

    private static List<string> StorageHosts(VmAnnouncement vm, HostTable hosts) =>
        [.. hosts.All.Where(h => h.IsStorage && vm.StorageAddresses.Contains(h.Latest.Address)).Select(h => h.Name)];

    private static string Known(string what, IEnumerable<string> names)
    {
        var sorted = names.Distinct().Order(StringComparer.Ordinal).Take(20).ToList();
        return sorted.Count == 0 ? $"{what}: none are known yet." : $"{what}: {string.Join(", ", sorted)}.";
    }
}
