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
    public static PlanView Of(GangPlan plan, ClusterSnapshot snapshot, IReadOnlyList<StayingVm> stay)
    {
        var totals = GangTotals.Of([.. plan.Members.Select(m => new MemberTimes(m.Strategy.Choice, m.Forecast.TotalTime, m.Forecast.Downtime))]);
        var orders = GangOrder.Of([.. plan.Members.Select(m => m.Strategy.Choice)]);
        return new PlanView(
            [.. plan.Members.Zip(orders, (m, order) => Of(m, order, plan, snapshot))],
            [.. stay.Select(s => new StayView(s.Vm, s.Reason))],
            plan.Makespan.TotalMilliseconds,
            totals.TotalTime.TotalMilliseconds,
            totals.Downtime.TotalMilliseconds);
    }

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
            Margin(member, kept, snapshot.Hosts[move.Source].Allocatable, plan.Members.Where(m => m.Move.Source == move.Source)),
            Margin(member, kept, snapshot.Hosts[move.Destination].Allocatable, plan.Members.Where(m => m.Move.Destination == move.Destination)),
            decided.Reasons);
    }

    /// <summary>The least that reservations leave of a link while this member runs, less what its urgency keeps for applications.</summary>
    private static double Margin(MemberPlan member, Mbps kept, Mbps link, IEnumerable<MemberPlan> onLink)
    {
        var others = onLink.SelectMany(m => m.Rates).Where(r => r.Reserved && r.From < member.Ends && r.To > member.Begins).ToList();
        var most = others.Select(r => r.From).Append(member.Begins).Where(t => t >= member.Begins)
            .Max(t => others.Where(r => r.From <= t && r.To > t).Sum(r => r.Rate.Value));
        return link.Value - most - kept.Value;
    }
}
