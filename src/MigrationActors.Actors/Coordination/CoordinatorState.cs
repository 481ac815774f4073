using System.Collections.Immutable;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>What the coordinator's events add up to.</summary>
public sealed record CoordinatorState(long Epoch, ImmutableSortedDictionary<string, MigrationEntry> Migrations)
{
    public static CoordinatorState Empty { get; } = new(0, ImmutableSortedDictionary.Create<string, MigrationEntry>(StringComparer.Ordinal));

    /// <summary>Which coordinator raised the epoch last.</summary>
    public string? Leader { get; init; }

    /// <summary>Which migration a request's idempotency key began; also of those that have ended.</summary>
    public ImmutableDictionary<string, string> Keys { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public IEnumerable<MigrationEntry> Open => Migrations.Values.Where(m => m.Outcome is null);

    public MigrationEntry? OpenFor(string vm) => Open.FirstOrDefault(m => m.Request.Vm == vm);

    public CoordinatorState Apply(CoordinatorEvent happened) => happened switch
    {
        CoordinatorEvent.EpochRaised e => this with { Epoch = e.Epoch, Leader = e.By },
        CoordinatorEvent.MigrationAccepted e => this with
        {
            Migrations = Migrations.Add(e.Request.Id, new MigrationEntry(e, null, null)),
            Keys = e.Key is null ? Keys : Keys.Add(e.Key, e.Request.Id),
        },
        CoordinatorEvent.MigrationEnded e => this with
        {
            Migrations = Migrations.SetItem(e.Id, Migrations[e.Id] with { Outcome = e.Outcome, EndedAt = e.At }),
        },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no place in the coordinator's state."),
    };
}
