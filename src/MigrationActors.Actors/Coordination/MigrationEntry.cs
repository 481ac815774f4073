using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>A migration in the coordinator's book; its story is in its saga, once it has begun.</summary>
/// <param name="Begun">When and with which decision it began, where it had to wait first.</param>
/// <param name="Ended">How it ended, or null while it waits or runs.</param>
public sealed record MigrationEntry(CoordinatorEvent.MigrationAccepted Accepted, CoordinatorEvent.MigrationBegun? Begun, CoordinatorEvent.MigrationEnded? Ended)
{
    public string Id => Request.Id;

    public MigrationRequest Request => Accepted.Request;

    /// <summary>The terminal phase, or null while it waits or runs.</summary>
    public MigrationPhase? Outcome => Ended?.Outcome;

    public bool HasBegun => Accepted.Waits is null || Begun is not null;

    public bool IsWaiting => !HasBegun && Ended is null;

    /// <summary>Begun and not over: it holds what it was given of its links.</summary>
    public bool IsRunning => HasBegun && Ended is null;

    public TrafficSnapshot Traffic => Begun?.Traffic ?? Accepted.Traffic;

    public MigrationDecision Decision => Begun?.Decision ?? Accepted.Decision;

    public Forecast? Predicted => Begun?.Predicted ?? Accepted.Predicted;
}
