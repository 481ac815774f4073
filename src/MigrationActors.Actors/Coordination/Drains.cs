using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>Where the VMs of a host may go. Pure; <see cref="DrainPlanner"/> chooses.</summary>
public static class Drains
{
    /// <returns>Why the host cannot be drained as asked, or null.</returns>
    public static Refusal? Mistake(string host, IReadOnlyList<string> to, HostTable hosts)
    {
        if (hosts.Find(host) is not { IsHypervisor: true })
        {
            return new Refusal(RefusalKind.NotFound, $"There is no host named '{host}' that runs VMs. {Candidates.Known("Hosts", Hypervisors(hosts))}");
        }

        var unknown = to.FirstOrDefault(name => hosts.Find(name) is not { IsHypervisor: true });
        return unknown is not null
            ? new Refusal(RefusalKind.NotFound, $"There is no host named '{unknown}' that runs VMs. {Candidates.Known("Possible destinations", Hypervisors(hosts).Where(h => h != host))}")
            : to.Contains(host)
                ? new Refusal(RefusalKind.Invalid, $"'{host}' is to be drained and cannot take its own VMs: name other hosts.")
                : null;
    }

    public static (IReadOnlyList<(string Vm, string Destination)> Moves, IReadOnlyList<StayingVm> Stay) Destinations(
        KnownHost host, IReadOnlyList<string> to, CoordinatorState state, Situation now, CoordinatorSettings settings)
    {
        var drained = state.OpenGangs.Select(g => g.Request.Drained).Append(host.Name).ToHashSet();
        var takers = now.Hosts.All.Where(h => h.IsHypervisor && !drained.Contains(h.Name) && h.IsReachable(now.At, settings.HostPatience) && (to.Count == 0 || to.Contains(h.Name)));
        var plan = DrainPlanner.Plan(new DrainSnapshot(
            host.Name,
            [.. takers.Select(h => new DrainHost(h.Name, Ledgers.Capacity(h).Allocatable, now.Profiles.Of(h).Traffic.In, h.Latest.FreeMemoryMiB - OnTheirWay(h, state, now.Hosts)))],
            [.. host.Latest.Vms.Select(vm => Of(vm, host, state, settings))]));
        return ([.. plan.Moves.Select(m => (m.Vm, m.Destination.Choice))], [.. plan.Stay.Select(s => new StayingVm(s.Vm, s.Reason))]);
    }

    /// <summary>The memory of VMs that are to arrive: a QEMU that waits for its VM has hardly taken any yet.</summary>
    private static long OnTheirWay(KnownHost host, CoordinatorState state, HostTable hosts)
    {
        var migrating = state.Open.Where(m => m.Request.Destination == host.Name).Select(m => (m.Request.Source, m.Request.Vm));
        var planned = state.OpenGangs.SelectMany(g => g.Request.Members)
            .Where(m => m.Destination == host.Name && !state.Migrations.ContainsKey(m.MigrationId)).Select(m => (m.Source, m.Vm));
        return migrating.Concat(planned).Sum(m => hosts.Find(m.Source)?.Find(m.Vm)?.MemoryMiB ?? 0);
    }

    private static DrainVm Of(VmAnnouncement vm, KnownHost host, CoordinatorState state, CoordinatorSettings settings)
    {
        var traffic = new TrafficRate(vm.Out, vm.In);
        var vmClass = TrafficClassifier.Classify(traffic, host.Latest.Link, settings.Planning.Classification);
        var sla = SlaResolver.Resolve(new SlaStatement(vm.Sla, vm.Workload), vmClass, host.Latest.Link, settings.Planning.Sla).Choice;
        var obstacle = Occupied.By(vm.Name, state)?.Message
            ?? (vm.State == VmAnnouncement.Running ? null : $"It is {vm.State}, not running: only a running VM can be migrated live.");
        return new DrainVm(vm.Name, vm.MemoryMiB, traffic, sla.Lower, obstacle);
    }

    private static IEnumerable<string> Hypervisors(HostTable hosts) => hosts.All.Where(h => h.IsHypervisor).Select(h => h.Name);
}
