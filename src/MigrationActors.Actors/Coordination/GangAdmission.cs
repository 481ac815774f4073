using System.Globalization;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Planning.Gangs;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>Whether several VMs can be moved as asked, and the plan for it. Pure; nothing begins unless everything that was asked for can.</summary>
public sealed class GangAdmission(CoordinatorSettings settings)
{
    private const int MostNamed = 5;

    public GangAdmissionResult Decide(IReadOnlyList<GangMemberWish> wishes, Strategy? forced, string id, CoordinatorState state, Situation now)
    {
        if (GangMistake.In([.. wishes.Select(w => w.Vm)]) is { } malformed)
        {
            return GangAdmissionResult.Refuse(RefusalKind.Invalid, malformed);
        }

        var candidates = new List<(Candidate Candidate, DateTimeOffset? Deadline)>();
        var refusals = new List<Refusal>();
        foreach (var wish in wishes)
        {
            if ((Deadlines.Passed(wish.Deadline, wish.Vm, now.At) ?? Occupied.By(wish.Vm, state)) is { } impossible)
            {
                refusals.Add(impossible);
            }
            else if (Candidates.Find(new Wish(wish.Vm, wish.Destination, wish.Urgency, wish.Technique), now.Hosts, now.At, settings.HostPatience, out var found, out var refusal))
            {
                candidates.Add((found, wish.Deadline));
            }
            else
            {
                refusals.Add(refusal);
            }
        }

        return refusals.Count > 0
            ? new GangAdmissionResult(null, null, null, Together(refusals, wishes.Count))
            : Plan(candidates, forced, id, drained: null, [], now);
    }

    /// <summary>Every VM of a host that can go, to hosts that have bandwidth and memory for it. What cannot go stays, and is said.</summary>
    public GangAdmissionResult Drain(
        string host, IReadOnlyList<string> to, Urgency urgency, Technique? technique, Strategy? forced, string id, CoordinatorState state, Situation now)
    {
        if (Drains.Mistake(host, to, now.Hosts, now.At, settings.HostPatience) is { } mistake)
        {
            return new GangAdmissionResult(null, null, null, mistake);
        }

        var (moves, stay) = Drains.Destinations(now.Hosts.Find(host)!, to, technique, state, now, settings);
        var candidates = new List<(Candidate Candidate, DateTimeOffset? Deadline)>();
        foreach (var (vm, destination) in moves)
        {
            if (Candidates.Find(new Wish(vm, destination.Choice, urgency, technique), now.Hosts, now.At, settings.HostPatience, out var found, out var refusal))
            {
                candidates.Add((found, null));
            }
            else
            {
                stay = [.. stay, new StayingVm(vm, refusal.Message)];
            }
        }

        if (candidates.Count == 0)
        {
            return GangAdmissionResult.Refuse(
                RefusalKind.Conflict,
                stay.Count == 0 ? $"'{host}' runs no VM: there is nothing to drain." : $"No VM can leave '{host}'. {Listed(stay.Select(s => $"'{s.Vm}': {s.Reason}"), stay.Count)}");
        }

        return candidates.Count > GangLimits.MostMembers
            ? GangAdmissionResult.Refuse(
                RefusalKind.Invalid,
                string.Create(CultureInfo.InvariantCulture, $"'{host}' has {candidates.Count} VMs to move, more than the {GangLimits.MostMembers} of one gang: move some of them with 'migctl gang' first."))
            : Saying(moves, Plan(candidates, forced, id, host, stay, now));
    }

    /// <summary>With the reasons for the destinations: the plan itself takes those as given.</summary>
    private static GangAdmissionResult Saying(IReadOnlyList<DrainMove> moves, GangAdmissionResult result)
    {
        var reasons = moves.ToDictionary(m => m.Vm, m => m.Destination.Reason, StringComparer.Ordinal);
        MemberPlan With(MemberPlan member) => member with { Plan = member.Plan with { Reasons = [reasons[member.Move.Vm.Name], .. member.Plan.Reasons] } };
        return result.Plan is { } plan ? result with { Plan = plan with { Members = [.. plan.Members.Select(With)] } } : result;
    }

    private GangAdmissionResult Plan(
        IReadOnlyList<(Candidate Candidate, DateTimeOffset? Deadline)> candidates, Strategy? forced, string id, string? drained, IReadOnlyList<StayingVm> stay, Situation now)
    {
        var hosts = candidates.SelectMany(c => new[] { c.Candidate.Source, c.Candidate.Destination })
            .Concat(now.Ledger.Claims.SelectMany(c => new[] { now.Hosts.Find(c.Source)!, now.Hosts.Find(c.Destination)! }))
            .DistinctBy(h => h.Name);
        var snapshot = new ClusterSnapshot(
            hosts.ToDictionary(h => h.Name, now.Profiles.Of, StringComparer.Ordinal), [.. now.Ledger.Claims], settings.Planning, settings.Models, settings.Ledger)
        {
            Settling = settings.SettlingTime,
        };
        var moves = candidates.Select((c, i) => new WantedMove(
            string.Create(CultureInfo.InvariantCulture, $"{id}-{i + 1}"), c.Candidate.Source.Name, c.Candidate.Destination.Name, Profiles.Of(c.Candidate.Vm), c.Candidate.Bytes,
            c.Candidate.Urgency, c.Candidate.Wish.Technique, c.Deadline - now.At)).ToList();
        var result = GangPlanner.Plan(snapshot, moves, forced, settings.Policy);
        return result.Plan is { } plan
            ? new GangAdmissionResult(Request(plan, forced, id, drained, stay, now.At), plan, snapshot, null)
            : GangAdmissionResult.Refuse(RefusalKind.Conflict, result.Refusal!);
    }

    private static GangRequest Request(GangPlan plan, Strategy? forced, string id, string? drained, IReadOnlyList<StayingVm> stay, DateTimeOffset now) => new(
        id,
        drained,
        forced,
        [
            .. plan.Members.Select(m => new GangMember(
                m.Move.Id, m.Move.Vm.Name, m.Move.Source, m.Move.Destination, m.Move.Urgency, m.Move.Forced,
                m.Move.Deadline is { } deadline ? now + deadline : null, m.Strategy, m.Forecast)),
        ],
        stay,
        plan.Makespan);

    /// <summary>The first few in full: whoever names a hundred VMs wrongly has probably named the wrong destination.</summary>
    private static Refusal Together(List<Refusal> refusals, int members) => refusals.Count == 1
        ? refusals[0]
        : new Refusal(
            refusals.Max(r => r.Kind),
            string.Create(CultureInfo.InvariantCulture, $"{refusals.Count} of {members} VMs cannot be moved, so none is. ") + Listed(refusals.Select(r => r.Message).Distinct(), refusals.Count));

    private static string Listed(IEnumerable<string> sentences, int count)
    {
        var first = sentences.Take(MostNamed).ToList();
        return string.Join(" ", first) + (count > first.Count && first.Count == MostNamed ? string.Create(CultureInfo.InvariantCulture, $" And {count - first.Count} more.") : "");
    }
}
