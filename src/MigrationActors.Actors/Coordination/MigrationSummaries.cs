using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>The coordinator's book as the API lists it. Pure.</summary>
public static class MigrationSummaries
{
    public static MigrationList Of(CoordinatorState state)
    {
        var ended = state.Migrations.Values.Where(m => m.Ended is not null).OrderByDescending(m => m.Accepted.At);
        var kept = ListFit.ToMessage(state.Open.OrderByDescending(m => m.Accepted.At).Concat(ended).Select(Summary));
        return new([.. kept.OrderByDescending(m => m.RequestedAt)], state.Migrations.Count - kept.Count);
    }

    private static MigrationSummary Summary(MigrationEntry migration) => new(
        migration.Request.Id,
        migration.Request.Vm,
        migration.Request.Source,
        migration.Request.Destination,
        WireJson.Name(migration.Request.Urgency),
        migration.Outcome is { } outcome ? WireJson.Name(outcome) : migration.IsWaiting ? GangPhases.Queued : "running",
        migration.Accepted.At,
        migration.Ended?.At);
}
