using MigrationActors.Core.GangSaga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>A gang in the coordinator's book.</summary>
/// <param name="Ended">How it ended, or null while it runs.</param>
public sealed record GangEntry(CoordinatorEvent.GangAccepted Accepted, CoordinatorEvent.GangEnded? Ended)
{
    public string Id => Request.Id;

    public GangRequest Request => Accepted.Gang;
}
