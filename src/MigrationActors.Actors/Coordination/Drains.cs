using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>Where the VMs of a host may go. Pure; <see cref="DrainPlanner"/> chooses.</summary>
public static class Drains
{
    /// <summary>Of the hosts that cannot take VMs, so many are named with the reason.</summary>
    private const int MostNamed = 4;

    /// <returns>Why the host cannot be drained as asked, or null.</returns>
    public static Refusal? Mistake(string host, IReadOnlyList<string> to, HostTable hosts, DateTimeOffset now, TimeSpan patience)
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
                : to.Select(name => Candidates.Unheard(hosts.Find(name)!, now, patience)).FirstOrDefault(unheard => unheard is not null);
    }

    /// <param name="technique">Where it is forced, only hosts that can do it take VMs.</param>
    public static (IReadOnlyList<DrainMove> Moves, IReadOnlyList<StayingVm> Stay) Destinations(
        KnownHost host, IReadOnlyList<string> to, Technique? technique, CoordinatorState state, Situation now, CoordinatorSettings settings)
    {
        var drained = state.OpenGangs.Select(g => g.Request.Drained).ToHashSet();
        var others = now.Hosts.All.Where(h => h.IsHypervisor && h.Name != host.Name && (to.Count == 0 || to.Contains(h.Name)))
            .Select(h => (Host: h, Obstacle: Obstacle(h, technique, drained.Contains(h.Name), now.At, settings.HostPatience))).ToList();
        var vms = host.Latest.Vms.Select(vm => Of(vm, host, state, settings)).ToList();
        var plan = DrainPlanner.Plan(new DrainSnapshot(
            host.Name,
            [
                .. others.Where(o => o.Obstacle is null)
                    .Select(o => new DrainHost(o.Host.Name, Ledgers.Capacity(o.Host).Allocatable, now.Profiles.Of(o.Host).Traffic.In, Free(o.Host, state, now.Hosts))),
            ],
            vms));
        var immobile = vms.Where(vm => vm.Obstacle is not null).Select(vm => vm.Name).ToHashSet();
        var unable = string.Concat(others.Where(o => o.Obstacle is not null).Take(MostNamed).Select(o => $" {o.Obstacle}"));
        return (plan.Moves, [.. plan.Stay.Select(s => new StayingVm(s.Vm, immobile.Contains(s.Vm) ? s.Reason : s.Reason + unable))]);
    }

    /// <returns>Why the host takes no VMs, or null.</returns>
    private static string? Obstacle(KnownHost host, Technique? technique, bool drained, DateTimeOffset now, TimeSpan patience) =>
        drained ? $"'{host.Name}' is being drained itself."
        : Candidates.Unheard(host, now, patience) is { } unheard ? unheard.Message
        : technique is { } forced and not Technique.PreCopy && host.Latest.PostCopyObstacle is { } obstacle
            ? $"'{host.Name}' cannot do {forced.Text()}, which is forced: {obstacle.TrimEnd('.')}."
        : null;

    /// <summary>
    /// The memory that the host has for further VMs: what is free, less what the guests there may still touch, and less those that are to arrive. Of a
    /// guest whose use of memory is not known, all counts as still to come: so too few VMs may go there, which another drain mends. Of too many the
    /// kernel would kill some.
    /// </summary>
    private static long Free(KnownHost host, CoordinatorState state, HostTable hosts) =>
        host.Latest.FreeMemoryMiB - host.Latest.Vms.Sum(vm => (long)Math.Max(0, vm.MemoryMiB - vm.ResidentMiB)) - OnTheirWay(host, state, hosts);

    /// <summary>The memory of VMs that are to arrive, and for which no QEMU waits there yet.</summary>
    private static long OnTheirWay(KnownHost host, CoordinatorState state, HostTable hosts)
    {
        var migrating = state.Open.Where(m => m.Request.Destination == host.Name).Select(m => (m.Request.Source, m.Request.Vm));
        var planned = state.OpenGangs.SelectMany(g => g.Request.Members.Where(m => !state.HasEnded(g, m)))
            .Where(m => m.Destination == host.Name && !state.Migrations.ContainsKey(m.MigrationId)).Select(m => (m.Source, m.Vm));
        return migrating.Concat(planned).Where(m => host.Find(m.Vm) is null).Sum(m => (long)(hosts.Find(m.Source)?.Find(m.Vm)?.MemoryMiB ?? 0));
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
