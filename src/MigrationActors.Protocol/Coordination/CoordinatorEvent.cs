using System.Text.Json.Serialization;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.GangSaga;
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

    /// <summary>A request was accepted: its saga exists from here on, unless it has to wait. What is null is left out: so it was before there was such a thing.</summary>
    /// <param name="Key">What the caller named its request by.</param>
    /// <param name="Gang">The gang it is a member of.</param>
    /// <param name="Deadline">By when it should have arrived.</param>
    /// <param name="Predicted">What it is expected to take.</param>
    /// <param name="Waits">Why it does not begin yet; then <see cref="MigrationBegun"/> will say when it does, and with which decision.</param>
    public sealed record MigrationAccepted(
        DateTimeOffset At,
        MigrationRequest Request,
        TrafficSnapshot Traffic,
        MigrationDecision Decision,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GangSeat? Gang = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Deadline = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Forecast? Predicted = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Waits = null) : CoordinatorEvent(At);

    /// <summary>A migration that had to wait begins, on the traffic as it is now.</summary>
    public sealed record MigrationBegun(DateTimeOffset At, string Id, TrafficSnapshot Traffic, MigrationDecision Decision, Forecast Predicted) : CoordinatorEvent(At);

    /// <param name="Reason">Why it did not complete; null where it did, or where its saga alone knows.</param>
    public sealed record MigrationEnded(
        DateTimeOffset At,
        string Id,
        MigrationPhase Outcome,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimeSpan? TotalTime = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimeSpan? Downtime = null) : CoordinatorEvent(At);

    /// <summary>A gang was accepted: its saga exists from here on.</summary>
    public sealed record GangAccepted(
        DateTimeOffset At,
        GangRequest Gang,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GangKey? Key = null) : CoordinatorEvent(At);

    /// <summary>A member has ended of which there is no migration: cancelled before its turn, or impossible when that came.</summary>
    public sealed record GangMemberEnded(DateTimeOffset At, string Gang, string Id, MigrationPhase Outcome, string? Reason) : CoordinatorEvent(At);

    public sealed record GangEnded(DateTimeOffset At, string Id, GangOutcome Outcome) : CoordinatorEvent(At);
}
