using System.Globalization;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>A plan as the API shows it. Pure.</summary>
public static class PlanViews
{
    private const int MostNamed = 4;

    public static PlanView Of(GangPlan plan, ClusterSnapshot snapshot, IReadOnlyList<StayingVm> stay)
    {
        var totals = GangTotals.Of([.. plan.Members.Select(m => new MemberTimes(m.Strategy.Choice, m.Forecast.TotalTime, m.Forecast.Downtime))]);
        var orders = GangOrder.Of([.. plan.Members.Select(m => m.Strategy.Choice)]);
        return new PlanView(
            [.. plan.Members.Zip(orders, (m, order) => Of(m, order, plan, snapshot))],
            [.. stay.Select(s => new StayView(s.Vm, s.Reason))],
            plan.Makespan.TotalMilliseconds,
            totals.TotalTime.TotalMilliseconds,
            totals.Downtime.TotalMilliseconds,
            Notes: Notes(plan));
    }

    /// <summary>When what runs already ends nobody knows: whoever reads the times has to know that the plan takes it to be gone.</summary>
    private static List<string>? Notes(GangPlan plan) => plan.Awaited.Count == 0
        ? null
        : [.. plan.Awaited.GroupBy(a => a.At).OrderBy(g => g.Key).Select(g => Note(g.Key, [.. g.Select(a => Name(plan, a.Id)).Order(StringComparer.Ordinal)]))];

    private static string Note(TimeSpan at, List<string> names) => string.Create(
        CultureInfo.InvariantCulture,
        $"Under way already, and when it ends nobody knows: {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "")}. "
        + $"The plan takes that to be gone {(at == TimeSpan.Zero ? "at once" : $"after {at.TotalSeconds:0.#} s")}: what waits for it begins then at the earliest.");

    private static string Name(GangPlan plan, string id) =>
        plan.Running.FirstOrDefault(r => r.Claim.Id == id) is { Claim: var claim } ? $"'{id}' from '{claim.Source}' to '{claim.Destination}'" : $"'{id}'";

    private static PlanMemberView Of(MemberPlan member, int order, GangPlan plan, ClusterSnapshot snapshot)
    {
        var (move, decided) = (member.Move, member.Plan);
        var kept = ReservationAlgorithm.KeptBy(move.Urgency, decided.Sla.Choice);
        return new PlanMemberView(
            move.Vm.Name,
            move.Source,
            move.Destination,
            WireJson.Name(move.Urgency),
            WireJson.Name(member.Strategy.Choice),
            member.Strategy.Reason,
            order,
            WireJson.Name(decided.Technique.Choice),
            member.Rates[0].Reserved ? member.Rates[0].Rate.Value : null,
            member.Rates[0].Rate.Value,
            decided.Ideal.Choice.Value,
            decided.Sla.Choice.Lower.Value,
            decided.Sla.Choice.Upper.Value,
            member.Begins.TotalMilliseconds,
            member.Ends.TotalMilliseconds,
            member.Forecast.TotalTime.TotalMilliseconds,
            member.Forecast.Downtime.TotalMilliseconds,
            member.Forecast.Model,
            [.. member.Rates.Select(r => new RateView(r.From.TotalMilliseconds, r.To.TotalMilliseconds, r.Rate.Value, r.Reserved))],
            member.Waits,
            Margin(
                member, kept, snapshot.Hosts[move.Source].Allocatable,
                [.. plan.Members.Where(m => m.Move.Source == move.Source).Select(m => m.Rates), .. plan.Running.Where(r => r.Claim.Source == move.Source).Select(r => r.Rates)]),
            Margin(
                member, kept, snapshot.Hosts[move.Destination].Allocatable,
                [.. plan.Members.Where(m => m.Move.Destination == move.Destination).Select(m => m.Rates), .. plan.Running.Where(r => r.Claim.Destination == move.Destination).Select(r => r.Rates)]),
            decided.Reasons);
    }

    /// <summary>The least that reservations leave of a link while this member runs, less what its urgency keeps for applications.</summary>
    /// <param name="onLink">Of all that use it: those of the plan, this one among them, and those from before it.</param>
    private static double Margin(MemberPlan member, Mbps kept, Mbps link, IEnumerable<IReadOnlyList<RateInterval>> onLink)
    {
        var others = onLink.SelectMany(rates => rates).Where(r => r.Reserved && r.From < member.Ends && r.To > member.Begins).ToList();
        var most = others.Select(r => r.From).Append(member.Begins).Where(t => t >= member.Begins)
            .Max(t => others.Where(r => r.From <= t && r.To > t).Sum(r => r.Rate.Value));
        return link.Value - most - kept.Value;
    }
}
