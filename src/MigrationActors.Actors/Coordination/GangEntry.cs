using System.Collections.Immutable;
using MigrationActors.Core.GangSaga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>A gang in the coordinator's book.</summary>
/// <param name="Ended">How it ended, or null while it runs.</param>
public sealed record GangEntry(CoordinatorEvent.GangAccepted Accepted, CoordinatorEvent.GangEnded? Ended)
{
    /// <summary>How members ended that have no migration of their own, by the id it would have had.</summary>
    public ImmutableDictionary<string, CoordinatorEvent.GangMemberEnded> Skipped { get; init; } =
        ImmutableDictionary.Create<string, CoordinatorEvent.GangMemberEnded>(StringComparer.Ordinal);

    public string Id => Request.Id;

    public GangRequest Request => Accepted.Gang;
}
