using System.Text.Json.Serialization;
using MigrationActors.Core.Escalation;
using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What has happened to a migration: persisted before anything is done about it. An event carries its own time; replay asks
/// no clock. The names and fields are on disk (see the serializer's manifests): add new events, do not change these.
/// A member that was added later is not written where it has its default: the bytes of what was there before stay the same.
/// </summary>
public abstract record SagaEvent(DateTimeOffset At)
{
    /// <param name="Epoch">The coordinator's epoch that took the request on.</param>
    public sealed record Requested(DateTimeOffset At, MigrationRequest Request, long Epoch) : SagaEvent(At);

    public sealed record Profiled(DateTimeOffset At, TrafficSnapshot Traffic) : SagaEvent(At);

    public sealed record Decided(DateTimeOffset At, MigrationDecision Decision) : SagaEvent(At);

    public sealed record DestinationPrepared(DateTimeOffset At, DestinationEndpoint Endpoint) : SagaEvent(At);

    /// <summary>The reservation is up on every host; null where the decision needs none.</summary>
    public sealed record BandwidthReserved(DateTimeOffset At, Mbps? Rate) : SagaEvent(At);

    /// <param name="AcceptedAt">When the source's QEMU accepted <c>migrate</c>, by the source's clock: total migration time starts here.</param>
    public sealed record TransferStarted(DateTimeOffset At, DateTimeOffset AcceptedAt) : SagaEvent(At);

    /// <summary>The switch to post-copy is about to be ordered: from here on nothing may cancel.</summary>
    public sealed record PostcopyOrdered(DateTimeOffset At) : SagaEvent(At);

    /// <param name="StoppedAt">When the VM stopped at the source, if its STOP was seen.</param>
    /// <param name="CompletedAt">When the source's QEMU reported completed.</param>
    public sealed record TransferCompleted(
        DateTimeOffset At, DateTimeOffset? StoppedAt, DateTimeOffset CompletedAt, TransferTotals Totals) : SagaEvent(At);

    /// <param name="ResumedAt">When the VM resumed at the destination, if its RESUME was seen.</param>
    public sealed record SwitchedOver(DateTimeOffset At, DateTimeOffset? ResumedAt) : SagaEvent(At);

    /// <param name="Obstacle">Why the source's QEMU could not be seen to end, or null where it was; the agent tidies it later.</param>
    public sealed record SourceRetired(DateTimeOffset At, string? Obstacle) : SagaEvent(At);

    /// <param name="Unconfirmed">Hosts that did not confirm; their agents lift the rule when the lease runs out.</param>
    public sealed record BandwidthReleased(DateTimeOffset At, IReadOnlyList<string> Unconfirmed) : SagaEvent(At);

    /// <summary>Give up, keeping the VM at the source.</summary>
    /// <param name="First">What is done first: no transfer is stopped that cannot have started.</param>
    /// <param name="IsLost">Not the VM is kept: it is lost already, and only tidied up after.</param>
    public sealed record AbortDecided(
        DateTimeOffset At,
        bool ByUser,
        string Reason,
        AbortStep First,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsLost = false) : SagaEvent(At);

    public sealed record AbortAdvanced(DateTimeOffset At, AbortStep Next) : SagaEvent(At);

    /// <summary>The transfer had completed before it could be stopped: the migration goes on.</summary>
    public sealed record AbortOvertaken(DateTimeOffset At) : SagaEvent(At);

    /// <summary>A new coordinator goes on with it.</summary>
    public sealed record TakenOver(DateTimeOffset At, long Epoch) : SagaEvent(At);

    /// <summary>It is not known any more where the VM is.</summary>
    public sealed record OutcomeDoubted(DateTimeOffset At, string Reason) : SagaEvent(At);

    /// <summary>Both hosts were asked, and this follows.</summary>
    /// <param name="Phase">From where it goes on.</param>
    public sealed record Reconciled(
        DateTimeOffset At, SourceCondition Source, DestinationCondition Destination, Verdict Verdict, MigrationPhase Phase) : SagaEvent(At);

    public sealed record PostcopyPaused(DateTimeOffset At) : SagaEvent(At);

    public sealed record PostcopyResumed(DateTimeOffset At) : SagaEvent(At);

    /// <summary>The guest does not converge: something is done about it.</summary>
    /// <param name="Taken">How many steps of the ladder have been taken with this one.</param>
    /// <param name="Rate">The reservation from now on, or null where it stays.</param>
    public sealed record Escalated(DateTimeOffset At, EscalationRung Rung, int Taken, string Reason, Mbps? Rate) : SagaEvent(At);

    /// <summary>Others came or went on its links: its reservation, or what it may use where it has none, is another from now on.</summary>
    public sealed record Reallocated(DateTimeOffset At, Mbps Rate, string Reason) : SagaEvent(At);

    public sealed record Completed(DateTimeOffset At) : SagaEvent(At);

    public sealed record Failed(DateTimeOffset At, string Reason) : SagaEvent(At);

    public sealed record Cancelled(DateTimeOffset At, string Reason) : SagaEvent(At);

    public sealed record Lost(DateTimeOffset At, string Reason) : SagaEvent(At);
}
