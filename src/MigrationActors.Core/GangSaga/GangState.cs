using System.Collections.Immutable;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.GangSaga;

/// <summary>Where a gang stands: what its events add up to.</summary>
public sealed record GangState(GangRequest? Request, ImmutableDictionary<string, MemberState> Members, GangOutcome? Outcome)
{
    public static GangState Empty { get; } = new(null, ImmutableDictionary.Create<string, MemberState>(StringComparer.Ordinal), null);

    public GangState Apply(GangEvent happened) => happened switch
    {
        GangEvent.Requested e => this with
        {
            Request = e.Request, Members = Members.AddRange(e.Request.Members.Select(m => KeyValuePair.Create(m.MigrationId, MemberState.Waiting))),
        },
        GangEvent.MembersBegun e => this with { Members = Members.SetItems(e.Migrations.Select(id => KeyValuePair.Create(id, Members[id] with { Begun = true }))) },
        GangEvent.CancelAsked e => this with
        {
            Members = Members.SetItems(e.Migrations.Select(id => KeyValuePair.Create(id, Members[id] with { CancelAsked = true }))),
        },
        GangEvent.MemberEnded e => this with
        {
            Members = Members.SetItem(e.Migration, Members[e.Migration] with { Outcome = e.Outcome, Reason = e.Reason, TotalTime = e.TotalTime, Downtime = e.Downtime }),
        },
        GangEvent.Ended e => this with { Outcome = e.Outcome },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no place in the gang's state."),
    };

    public bool HasEnded(string migration) => Members[migration].Outcome is not null;

    /// <summary>What the members' ends come to, once all have ended.</summary>
    public GangOutcome Result()
    {
        var ends = Members.Values.Select(m => m.Outcome!.Value).ToList();
        return ends switch
        {
            _ when ends.Contains(MigrationPhase.Lost) => GangOutcome.Lost,
            _ when ends.TrueForAll(e => e == MigrationPhase.Completed) => GangOutcome.Completed,
            _ when ends.Contains(MigrationPhase.Completed) => GangOutcome.Partial,
            _ when ends.TrueForAll(e => e == MigrationPhase.Cancelled) => GangOutcome.Cancelled,
            _ => GangOutcome.Failed,
        };
    }
}
