using MigrationActors.Core.Gang;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.GangSaga;

/// <summary>
/// What a gang does next (Algorithm 3, lines 21 to 38): the parallel set begins at once, a serial member when no earlier one uses its links any
/// more. How each is moved, and whether its links have room, is decided when it begins. One member's failure stops no other.
/// </summary>
public static class GangSagaLogic
{
    public static GangStep Decide(GangState state, GangInput input, DateTimeOffset now) => input switch
    {
        GangInput.Begin begin when state.Request is null => Forward(state, [new GangEvent.Requested(now, begin.Request)], now),
        GangInput.Begin => GangStep.Nothing,
        _ when state.Request is null => GangStep.Nothing,
        GangInput.Resume => Resume(state, now),
        GangInput.MemberEnded ended => MemberEnded(state, ended, now),
        GangInput.Cancel cancel => Cancel(state, cancel, now),
        _ => throw new InvalidOperationException($"A gang does not know {input.GetType().Name}."),
    };

    private static GangStep MemberEnded(GangState state, GangInput.MemberEnded ended, DateTimeOffset now) =>
        state.Members.TryGetValue(ended.Migration, out var member) && member.Outcome is null
            ? Forward(state, [new GangEvent.MemberEnded(now, ended.Migration, ended.Outcome, ended.Reason, ended.TotalTime, ended.Downtime)], now)
            : GangStep.Nothing;

    /// <summary>What has not begun ends at once; what has is the coordinator's to cancel, who may refuse it.</summary>
    private static GangStep Cancel(GangState state, GangInput.Cancel cancel, DateTimeOffset now)
    {
        var open = state.Request!.Members.Select(m => m.MigrationId)
            .Where(id => !state.HasEnded(id) && (cancel.Migrations.Count == 0 || cancel.Migrations.Contains(id)))
            .ToLookup(id => state.Members[id].Begun);
        var step = Forward(
            state, [.. open[false].Select(id => new GangEvent.MemberEnded(now, id, MigrationPhase.Cancelled, "Cancelled by the user before it began.", null, null))], now);
        return open[true].Any() ? step with { Effects = [new GangEffect.CancelMembers([.. open[true]]), .. step.Effects] } : step;
    }

    /// <summary>Whoever has begun is asked for again: the coordinator that was to begin it may have died before.</summary>
    private static GangStep Resume(GangState state, DateTimeOffset now)
    {
        var step = Forward(state, [], now);
        var begun = state.Request!.Members.Select(m => m.MigrationId).Where(id => state.Members[id].Begun && !state.HasEnded(id)).ToList();
        return begun.Count == 0 ? step : step with { Effects = [new GangEffect.BeginMembers(begun), .. step.Effects] };
    }

    /// <summary>After these events: begin who is ready, or end.</summary>
    private static GangStep Forward(GangState state, List<GangEvent> events, DateTimeOffset now)
    {
        var after = events.Aggregate(state, (s, e) => s.Apply(e));
        if (after.Outcome is { } outcome)
        {
            return new GangStep(events, [new GangEffect.Leave(outcome)]);
        }

        if (after.Members.Values.All(m => m.Outcome is not null))
        {
            var result = after.Result();
            return new GangStep([.. events, new GangEvent.Ended(now, result)], [new GangEffect.Leave(result)]);
        }

        var ready = GangSchedule.Ready(Scheduled(after), after.HasEnded).Where(id => !after.Members[id].Begun).ToList();
        return ready.Count == 0
            ? new GangStep(events, [])
            : new GangStep([.. events, new GangEvent.MembersBegun(now, ready)], [new GangEffect.BeginMembers(ready)]);
    }

    private static List<ScheduledMember> Scheduled(GangState state) =>
        [.. state.Request!.Members.Select(m => new ScheduledMember(m.MigrationId, m.Strategy.Choice, m.Leaves, m.Arrives))];
}
