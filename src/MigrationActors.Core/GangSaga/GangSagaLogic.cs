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
        List<GangEvent> events = [.. open[false].Select(id => new GangEvent.MemberEnded(now, id, MigrationPhase.Cancelled, "Cancelled by the user before it began.", null, null))];
        if (open[true].Any())
        {
            events.Add(new GangEvent.CancelAsked(now, [.. open[true]]));
        }

        var step = Forward(state, events, now);
        return step with { Effects = [new GangEffect.CancelMembers([.. open[true]]), .. step.Effects] };
    }

    /// <summary>Whoever has begun is asked for again, and whoever was to be cancelled: the coordinator that was to do it may have died before.</summary>
    private static GangStep Resume(GangState state, DateTimeOffset now)
    {
        var ended = state.Request!.Members.Select(m => m.MigrationId).ToLookup(state.HasEnded);
        var begun = ended[false].Where(id => state.Members[id].Begun).ToList();
        var cancelled = begun.Where(id => state.Members[id].CancelAsked).ToList();
        var step = Forward(state, [], now);
        return step with
        {
            Effects =
            [
                .. ended[true].Any() ? [new GangEffect.ReportMembers([.. ended[true]])] : Array.Empty<GangEffect>(),
                .. begun.Count > 0 ? [new GangEffect.BeginMembers(begun)] : Array.Empty<GangEffect>(),
                .. cancelled.Count > 0 ? [new GangEffect.CancelMembers(cancelled)] : Array.Empty<GangEffect>(),
                .. step.Effects,
            ],
        };
    }

    /// <summary>After these events: say who has ended, and begin who is ready, or end.</summary>
    private static GangStep Forward(GangState state, List<GangEvent> events, DateTimeOffset now)
    {
        var after = events.Aggregate(state, (s, e) => s.Apply(e));
        var ended = events.OfType<GangEvent.MemberEnded>().Select(e => e.Migration).ToList();
        var step = Next(after, now);
        return new GangStep(
            [.. events, .. step.Events],
            ended.Count == 0 ? step.Effects : [new GangEffect.ReportMembers(ended), .. step.Effects]);
    }

    private static GangStep Next(GangState state, DateTimeOffset now)
    {
        if (state.Outcome is { } outcome)
        {
            return new GangStep([], [new GangEffect.Leave(outcome)]);
        }

        if (state.Members.Values.All(m => m.Outcome is not null))
        {
            var result = state.Result();
            return new GangStep([new GangEvent.Ended(now, result)], [new GangEffect.Leave(result)]);
        }

        var ready = GangSchedule.Ready(Scheduled(state), state.HasEnded).Where(id => !state.Members[id].Begun).ToList();
        return ready.Count == 0
            ? GangStep.Nothing
            : new GangStep([new GangEvent.MembersBegun(now, ready)], [new GangEffect.BeginMembers(ready)]);
    }

    private static List<ScheduledMember> Scheduled(GangState state) =>
        [.. state.Request!.Members.Select(m => new ScheduledMember(m.MigrationId, m.Strategy.Choice, m.Leaves, m.Arrives))];
}
