using MigrationActors.Core;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Whether migrations may begin now, and with which plan. Pure: what the hosts last announced and what is already running go in; what sagas
/// start from, with what they take of the links, or refusals come out.
/// </summary>
public sealed class Admission(CoordinatorSettings settings)
{
    /// <summary>One VM by itself: a request of its own, or a serial member of a gang.</summary>
    public AdmissionResult Single(Wish wish, string id, GangSeat? gang, Situation now)
    {
        if (!Candidates.Find(wish, now.Hosts, now.At, settings.HostPatience, out var candidate, out var refusal))
        {
            return AdmissionResult.Refuse(refusal);
        }

        var plan = settings.Policy.Plan(new PlanningSnapshot(
            now.Profiles.Of(candidate.Source), now.Profiles.Of(candidate.Destination), Profiles.Of(candidate.Vm),
            wish.Urgency, wish.Technique, settings.Planning, settings.Models));
        return plan.IsPlanned
            ? WithItsShares([Admit(candidate, id, gang, plan.Plan, now)], now)[0]
            : AdmissionResult.Refuse(new Refusal(RefusalKind.Conflict, plan.Refusal));
    }

    /// <summary>VMs of a gang's parallel set that go the same way: planned together (Algorithm 3, lines 35 and 36).</summary>
    /// <param name="members">Those that are to begin.</param>
    /// <param name="beside">Those of the group that run already; they are counted, and not planned again.</param>
    /// <returns>One result for each of the members, in their order.</returns>
    public IReadOnlyList<AdmissionResult> Group(
        IReadOnlyList<(Wish Wish, string Id, GangSeat Gang)> members, IReadOnlyList<Wish> beside, Situation now)
    {
        var results = new AdmissionResult?[members.Count];
        var candidates = new List<(int At, Candidate Candidate)>();
        for (var i = 0; i < members.Count; i++)
        {
            if (Candidates.Find(members[i].Wish, now.Hosts, now.At, settings.HostPatience, out var candidate, out var refusal))
            {
                candidates.Add((i, candidate));
            }
            else
            {
                results[i] = AdmissionResult.Refuse(refusal);
            }
        }

        if (candidates.Count > 0)
        {
            // Its destination has a QEMU of that name too, which waits and has no traffic.
            var running = beside.Select(w => (Wish: w, Vm: now.Hosts.HostsOf(w.Vm).FirstOrDefault(h => h.Name != w.Destination)?.Find(w.Vm))).Where(w => w.Vm is not null);
            var plans = ParallelPolicy.Plan(
                now.Profiles.Of(candidates[0].Candidate.Source),
                now.Profiles.Of(candidates[0].Candidate.Destination),
                [
                    .. candidates.Select(c => new ParallelMember(Profiles.Of(c.Candidate.Vm), c.Candidate.Urgency, c.Candidate.Wish.Technique)),
                    .. running.Select(r => new ParallelMember(Profiles.Of(r.Vm!), r.Wish.Urgency, r.Wish.Technique)),
                ],
                settings.Planning,
                settings.Models);
            foreach (var ((at, candidate), plan) in candidates.Zip(plans))
            {
                results[at] = plan.IsPlanned
                    ? Admit(candidate, members[at].Id, members[at].Gang, plan.Plan, now)
                    : AdmissionResult.Refuse(new Refusal(RefusalKind.Conflict, plan.Refusal));
            }
        }

        return WithItsShares([.. results.Select(r => r!)], now);
    }

    private AdmissionResult Admit(Candidate candidate, string id, GangSeat? gang, MigrationPlan plan, Situation now)
    {
        var (wish, source, destination, vm) = candidate;
        var request = new MigrationRequest(
            id, vm.Name, source.Name, source.Latest.Address, destination.Name, StorageHosts(candidate, now.Hosts), wish.Urgency, wish.Technique);
        var decision = Decision(plan, candidate.PostcopyAllowed);
        return new AdmissionResult(
            new AdmittedMigration(
                request,
                Traffic(candidate, now.Profiles),
                decision,
                TransferForecast.Of(decision.Technique, candidate.Bytes, decision.MaxBandwidth),
                Ledgers.Claim(request, decision, gang?.Group ?? id, plan.Total, settings),
                gang,
                Waits: null),
            null);
    }

    /// <summary>
    /// Who fits the links, one after another; and what each of those then has of them. The decision is what it would have by itself: where others hold
    /// something of the links, the ledger says less.
    /// </summary>
    private static List<AdmissionResult> WithItsShares(IReadOnlyList<AdmissionResult> results, Situation now)
    {
        var ledger = now.Ledger;
        var placed = new List<AdmissionResult>();
        foreach (var result in results)
        {
            var waits = result.IsAdmitted ? ledger.Obstacle(result.Admitted.Claim) : null;
            ledger = result.IsAdmitted && waits is null ? ledger.With(result.Admitted.Claim) : ledger;
            placed.Add(result.IsAdmitted ? result with { Admitted = result.Admitted with { Waits = waits } } : result);
        }

        return [.. placed.Select(r => r.Admitted is { Waits: null } begins ? r with { Admitted = Share(begins, ledger) } : r)];
    }

    private static AdmittedMigration Share(AdmittedMigration admitted, LinkLedger ledger)
    {
        var (decision, share) = (admitted.Decision, ledger.RateOf(admitted.Request.Id));
        return share >= decision.MaxBandwidth
            ? admitted
            : admitted with
            {
                Decision = decision with
                {
                    Reserved = decision.Reserved is null ? null : share,
                    MaxBandwidth = share,
                    Reasons = [.. decision.Reasons, $"{share} of it for now: other migrations use the same links."],
                },
            };
    }

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

    private static TrafficSnapshot Traffic(Candidate candidate, Profiles profiles)
    {
        var (source, destination) = (profiles.Of(candidate.Source), profiles.Of(candidate.Destination));
        return new TrafficSnapshot(
            source.Traffic.Out, source.Traffic.In, destination.Traffic.Out, destination.Traffic.In, candidate.Vm.Out, candidate.Vm.In,
            Mbps.Min(source.Link, destination.Link));
    }

    private static List<string> StorageHosts(Candidate candidate, HostTable hosts) =>
        [.. hosts.All.Where(h => h.IsStorage && candidate.Vm.StorageAddresses.Contains(h.Latest.Address)).Select(h => h.Name)];
}
