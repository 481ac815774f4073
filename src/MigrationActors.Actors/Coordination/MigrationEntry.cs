using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>A migration in the coordinator's book; its story is in its saga.</summary>
/// <param name="Outcome">The terminal phase, or null while it runs.</param>
public sealed record MigrationEntry(CoordinatorEvent.MigrationAccepted Accepted, MigrationPhase? Outcome, DateTimeOffset? EndedAt)
{
    public MigrationRequest Request => Accepted.Request;
}
