using System.Text.Json.Serialization;
using MigrationActors.Core.Saga;

namespace MigrationActors.Protocol.Coordination;

/// <summary>What the coordinator persists: its own epoch, and which migrations it took on and saw end.</summary>
public abstract record CoordinatorEvent(DateTimeOffset At)
{
    /// <summary>A coordinator took over; its commands carry this epoch.</summary>
    public sealed record EpochRaised(DateTimeOffset At, long Epoch) : CoordinatorEvent(At);

    /// <summary>A request was accepted: its saga exists from here on.</summary>
    /// <param name="Key">What the caller named its request by, or null. Left out where it is null: so it was before there were keys.</param>
    public sealed record MigrationAccepted(
        DateTimeOffset At,
        MigrationRequest Request,
        TrafficSnapshot Traffic,
        MigrationDecision Decision,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null) : CoordinatorEvent(At);

    public sealed record MigrationEnded(DateTimeOffset At, string Id, MigrationPhase Outcome) : CoordinatorEvent(At);
}
