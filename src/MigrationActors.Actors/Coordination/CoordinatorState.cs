using System.Collections.Immutable;
using MigrationActors.Core.GangSaga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>What the coordinator's events add up to.</summary>
public sealed record CoordinatorState(long Epoch, ImmutableSortedDictionary<string, MigrationEntry> Migrations)
{
    public static CoordinatorState Empty { get; } = new(0, ImmutableSortedDictionary.Create<string, MigrationEntry>(StringComparer.Ordinal));

    /// <summary>Which coordinator raised the epoch last.</summary>
    public string? Leader { get; init; }

    public ImmutableSortedDictionary<string, GangEntry> Gangs { get; init; } = ImmutableSortedDictionary.Create<string, GangEntry>(StringComparer.Ordinal);

    /// <summary>Which migration or gang a request's idempotency key began; also of those that have ended.</summary>
    public ImmutableDictionary<string, string> Keys { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The ids of migrations that have not ended: what is asked for often must not cost a look at all that ever were.</summary>
    private ImmutableSortedSet<string> OpenIds { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private ImmutableSortedSet<string> OpenGangIds { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public IEnumerable<MigrationEntry> Open => OpenIds.Select(id => Migrations[id]);

    public IEnumerable<GangEntry> OpenGangs => OpenGangIds.Select(id => Gangs[id]);

    public MigrationEntry? OpenFor(string vm) => Open.FirstOrDefault(m => m.Request.Vm == vm);

    /// <summary>The gang that is to move this VM and has not done so yet.</summary>
    public GangEntry? GangOf(string vm) => OpenGangs.FirstOrDefault(g => g.Request.Members.Any(m => m.Vm == vm && !HasEnded(g, m)));

    /// <summary>A member that is not to move, or not any more.</summary>
    public bool HasEnded(GangEntry gang, GangMember member) =>
        gang.Skipped.ContainsKey(member.MigrationId) || Migrations.GetValueOrDefault(member.MigrationId)?.Ended is not null;

    public CoordinatorState Apply(CoordinatorEvent happened) => happened switch
    {
        CoordinatorEvent.EpochRaised e => this with { Epoch = e.Epoch, Leader = e.By },
        CoordinatorEvent.MigrationAccepted e => this with
        {
            Migrations = Migrations.Add(e.Request.Id, new MigrationEntry(e, null, null)),
            OpenIds = OpenIds.Add(e.Request.Id),
            Keys = e.Key is null ? Keys : Keys.Add(e.Key, e.Request.Id),
        },
        CoordinatorEvent.MigrationBegun e => this with { Migrations = Migrations.SetItem(e.Id, Migrations[e.Id] with { Begun = e }) },
        CoordinatorEvent.MigrationEnded e => this with
        {
            Migrations = Migrations.SetItem(e.Id, Migrations[e.Id] with { Ended = e }), OpenIds = OpenIds.Remove(e.Id),
        },
        CoordinatorEvent.GangAccepted e => this with
        {
            Gangs = Gangs.Add(e.Gang.Id, new GangEntry(e, null)),
            OpenGangIds = OpenGangIds.Add(e.Gang.Id),
            Keys = e.Key is null ? Keys : Keys.Add(e.Key.Key, e.Gang.Id),
        },
        CoordinatorEvent.GangMemberEnded e => this with { Gangs = Gangs.SetItem(e.Gang, Gangs[e.Gang] with { Skipped = Gangs[e.Gang].Skipped.SetItem(e.Id, e) }) },
        CoordinatorEvent.GangEnded e => this with { Gangs = Gangs.SetItem(e.Id, Gangs[e.Id] with { Ended = e }), OpenGangIds = OpenGangIds.Remove(e.Id) },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no place in the coordinator's state."),
    };
}
