using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>Algorithm 3, lines 35 and 36: VMs that are moved at the same time from one host to another share a technique and a reservation.</summary>
public static class ParallelPolicy
{
    /// <returns>A plan or a refusal for each member, in their order. A refused one is not counted among the others.</returns>
    public static IReadOnlyList<PlanResult> Plan(
        HostSnapshot source, HostSnapshot destination, IReadOnlyList<ParallelMember> members, PlanningSettings settings, BandwidthModelSet models)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(settings);

        var path = new HostPath(source, destination, settings);
        var vms = members.Aggregate(new TrafficRate(Mbps.Zero, Mbps.Zero), (sum, m) => new TrafficRate(sum.Out + m.Vm.Traffic.Out, sum.In + m.Vm.Traffic.In));
        var now = path.With(vms);
        var after = path.After(vms);

        var chosen = members.Select(m => GangTechniqueSelector.Select(now, after, m.Forced, path.PostCopy)).ToList();
        var drafts = members.Zip(chosen).Where(p => p.Second.IsPossible).Select(p => Draft(p.First, p.Second.Decision!, path, settings, models)).ToList();
        var shares = GroupReservation.Decide([.. drafts.Select(d => d.Member)], path.Available, path.Total, settings.Reservation);
        var plans = new Queue<MigrationPlan>(drafts.Zip(shares).Select(p => Complete(p.First, p.Second, path, now, vms)));
        return [.. chosen.Select(c => c.IsPossible ? PlanResult.Planned(plans.Dequeue()) : PlanResult.Refused(c.Refusal))];
    }

    private static DraftPlan Draft(ParallelMember member, Decision<Technique> technique, HostPath path, PlanningSettings settings, BandwidthModelSet models)
    {
        var vmClass = TrafficClassifier.Classify(member.Vm.Traffic, path.Link, settings.Classification);
        var ideal = IdealBandwidth.Estimate(models, technique.Choice, member.Vm.Traffic, vmClass, path.Link);
        var sla = SlaResolver.Resolve(member.Vm.Sla, vmClass, path.Link, settings.Sla);
        return new DraftPlan(new GroupMember(member.Vm.Name, member.Urgency, ideal.Choice, sla.Choice), member.Vm, vmClass, technique, ideal, sla);
    }

    private static MigrationPlan Complete(DraftPlan draft, Decision<ReservationChoice> share, HostPath path, GangTraffic now, TrafficRate vms) => new(
        now.Source, now.Destination, draft.VmClass, draft.Technique, draft.Ideal, path.Available, path.Total, draft.Sla, share,
        [
            .. path.Reasons,
            PlanReasons.Class($"VM '{draft.Vm.Name}'", draft.VmClass, draft.Vm.Traffic),
            PlanReasons.Class("The VMs' traffic together", now.Vms, vms),
            draft.Technique.Reason,
            draft.Ideal.Reason,
            path.AvailableReason,
            draft.Sla.Reason,
            share.Reason,
        ]);

    private sealed record DraftPlan(
        GroupMember Member, VmSnapshot Vm, TrafficClass VmClass, Decision<Technique> Technique, Decision<Mbps> Ideal, Decision<SlaBounds> Sla);
}
