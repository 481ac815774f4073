using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>The coordinator's book as the API lists it. Pure.</summary>
public static class MigrationSummaries
{
    public static MigrationList Of(CoordinatorState state) => new([.. state.Migrations.Values
        .OrderByDescending(m => m.Accepted.At)
        .Select(m => new MigrationSummary(
            m.Request.Id,
            m.Request.Vm,
            m.Request.Source,
            m.Request.Destination,
            WireJson.Name(m.Request.Urgency),
            m.Outcome is { } outcome ? WireJson.Name(outcome) : m.IsWaiting ? "queued" : "running",
            m.Accepted.At,
            m.Ended?.At))]);
}
