using MigrationActors.Actors.Sagas;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>Gangs as the API shows them. Pure.</summary>
public static class GangViews
{
    private const string Running = "running";

    public static GangList List(CoordinatorState state)
    {
        var kept = ListFit.ToMessage(state.Gangs.Values.OrderBy(g => g.Ended is not null).ThenByDescending(g => g.Accepted.At).Select(g => Summary(g, state)));
        return new([.. kept.OrderByDescending(g => g.RequestedAt)], state.Gangs.Count - kept.Count);
    }

    public static GangView Of(GangEntry gang, CoordinatorState state, Whereabouts whereabouts)
    {
        var orders = GangOrder.Of([.. gang.Request.Members.Select(m => m.Strategy.Choice)]);
        var members = gang.Request.Members.Zip(orders, (m, order) => Of(m, order, gang, state, whereabouts)).ToList();
        var times = gang.Request.Members.Select(m => (m.Strategy.Choice, state.Migrations.GetValueOrDefault(m.MigrationId)?.Ended)).ToList();
        var measured = Totals(times.Where(t => t.Ended is { TotalTime: not null, Downtime: not null }).Select(t => new MemberTimes(t.Choice, t.Ended!.TotalTime!.Value, t.Ended.Downtime!.Value)));
        var predicted = Totals(gang.Request.Members.Select(m => new MemberTimes(m.Strategy.Choice, m.Predicted.TotalTime, m.Predicted.Downtime)));
        return new GangView(
            gang.Id,
            Kind(gang),
            gang.Request.Drained,
            gang.Request.Forced is { } forced ? WireJson.Name(forced) : "auto",
            Outcome(gang),
            gang.Ended is not null,
            gang.Accepted.At,
            gang.Ended?.At,
            members,
            [.. gang.Request.Stay.Select(s => new StayView(s.Vm, s.Reason))],
            measured?.TotalTime.TotalMilliseconds,
            measured?.Downtime.TotalMilliseconds,
            MigrationViews.Milliseconds(predicted?.TotalTime),
            measured is null ? [] : [measured.Meaning]);
    }

    private static GangMemberView Of(GangMember member, int order, GangEntry gang, CoordinatorState state, Whereabouts whereabouts)
    {
        var entry = state.Migrations.GetValueOrDefault(member.MigrationId);
        var news = whereabouts.Find(member.MigrationId);
        return new GangMemberView(
            member.Vm,
            member.Source,
            member.Destination,
            WireJson.Name(member.Urgency),
            WireJson.Name(member.Strategy.Choice),
            member.Strategy.Reason,
            order,
            entry?.Id,
            Phase(member, entry, gang, news?.Phase),
            entry is { HasBegun: true } ? WireJson.Name(entry.Decision.Technique) : null,
            news?.Reserved?.Value ?? (entry is { HasBegun: true } ? entry.Decision.Reserved?.Value : null),
            entry?.Outcome == MigrationPhase.Completed ? 1 : news?.Fraction,
            entry?.Ended?.TotalTime?.TotalMilliseconds,
            entry?.Ended?.Downtime?.TotalMilliseconds,
            MigrationViews.Milliseconds(entry?.Predicted?.TotalTime ?? member.Predicted.TotalTime),
            MigrationViews.Milliseconds(entry?.Predicted?.Downtime ?? member.Predicted.Downtime),
            entry is { HasBegun: false, Ended: null } or null && gang.Ended is null && !gang.Skipped.ContainsKey(member.MigrationId) ? whereabouts.WaitOf(member.MigrationId) ?? entry?.Accepted.Waits : null,
            entry?.Ended?.Reason ?? gang.Skipped.GetValueOrDefault(member.MigrationId)?.Reason);
    }

    private static string Phase(GangMember member, MigrationEntry? entry, GangEntry gang, MigrationPhase? news) => entry switch
    {
        null => gang.Ended is null && !gang.Skipped.ContainsKey(member.MigrationId) ? GangPhases.Planned : GangPhases.Skipped,
        { Outcome: { } outcome } => WireJson.Name(outcome),
        { IsWaiting: true } => GangPhases.Queued,
        _ => WireJson.Name(news ?? MigrationPhase.Requested),
    };

    private static GangSummary Summary(GangEntry gang, CoordinatorState state)
    {
        var ends = gang.Request.Members.Select(m => state.Migrations.GetValueOrDefault(m.MigrationId)?.Outcome ?? gang.Skipped.GetValueOrDefault(m.MigrationId)?.Outcome).ToList();
        var completed = ends.Count(e => e == MigrationPhase.Completed);
        var open = gang.Ended is null ? ends.Count(e => e is null) : 0;
        return new GangSummary(gang.Id, Kind(gang), ends.Count, completed, ends.Count - completed - open, open, Outcome(gang), gang.Accepted.At, gang.Ended?.At);
    }

    private static string Kind(GangEntry gang) => gang.Request.Drained is null ? "gang" : "drain";

    private static string Outcome(GangEntry gang) => gang.Ended is { } ended ? WireJson.Name(ended.Outcome) : Running;

    private static GangTotals? Totals(IEnumerable<MemberTimes> times) => times.ToList() is { Count: > 0 } known ? GangTotals.Of(known) : null;
}
