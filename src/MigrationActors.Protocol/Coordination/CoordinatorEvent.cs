using System.Text.Json.Serialization;
using MigrationActors.Core.Saga;

namespace MigrationActors.Protocol.Coordination;

/// <summary>What the coordinator persists: its own epoch, and which migrations it took on and saw end.</summary>
public abstract record CoordinatorEvent(DateTimeOffset At)
{
    /// <summary>A coordinator took over, and its commands carry this epoch; or, with the same epoch again, it made sure that it still leads.</summary>
    /// <param name="By">The coordinator on its node, as long as that runs. Null, and then left out, where a version wrote it that did not know this.</param>
    public sealed record EpochRaised(
        DateTimeOffset At,
        long Epoch,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null) : CoordinatorEvent(At);

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
