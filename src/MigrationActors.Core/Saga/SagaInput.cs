using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Saga;

/// <summary>What a saga is told: by the user, by the hosts' agents, or by its own deadlines.</summary>
public abstract record SagaInput
{
    public sealed record Begin(MigrationRequest Request, long Epoch, TrafficSnapshot Traffic, MigrationDecision Decision) : SagaInput;

    /// <summary>The saga was recovered from its events: go on from where the machines really are.</summary>
    /// <param name="Epoch">Of the coordinator that runs it now.</param>
    public sealed record Resume(long Epoch) : SagaInput;

    public sealed record Cancel(string Reason) : SagaInput;

    public sealed record DestinationReady(DestinationEndpoint Endpoint) : SagaInput;

    public sealed record ReservationHeld : SagaInput;

    public sealed record TransferAccepted(DateTimeOffset AcceptedAt) : SagaInput;

    /// <summary>A pass over memory ended while the source still sends.</summary>
    public sealed record PassCompleted(long Passes) : SagaInput;

    public sealed record TransferCompleted(DateTimeOffset? StoppedAt, DateTimeOffset CompletedAt, TransferTotals Totals) : SagaInput;

    /// <summary>The source has switched the transfer to post-copy, as ordered.</summary>
    public sealed record PostcopyConfirmed : SagaInput;

    /// <param name="SourceRuns">The source's QEMU said, after the failure, that it runs the VM.</param>
    public sealed record TransferFailed(string Reason, bool SourceRuns) : SagaInput;

    /// <summary>The source's QEMU says that the post-copy is paused: the link broke.</summary>
    public sealed record PostcopyPaused : SagaInput;

    public sealed record PostcopyResumed : SagaInput;

    /// <summary>Nothing has got through for so long, although the source's agent reports. Said again as it goes on.</summary>
    public sealed record Stalled(TimeSpan For) : SagaInput;

    /// <summary>So many passes in a row left no less to send.</summary>
    public sealed record NotConverging(long BarrenPasses) : SagaInput;

    /// <summary>The coordinator gives it another share of its links.</summary>
    public sealed record Reallocate(Mbps Rate, string Reason) : SagaInput;

    /// <summary>Time to look where things stand: the source fell silent, or the last look did not settle it.</summary>
    public sealed record Look : SagaInput;

    /// <summary>What both hosts said when they were asked.</summary>
    /// <param name="Outcome">How the transfer ended, where the source has sent the VM and knows.</param>
    /// <param name="ResumedAt">When the VM resumed at the destination, if its RESUME was seen.</param>
    public sealed record Inspected(
        SourceCondition Source, DestinationCondition Destination, TransferOutcome? Outcome = null, DateTimeOffset? ResumedAt = null) : SagaInput;

    public sealed record DestinationRuns(DateTimeOffset? ResumedAt) : SagaInput;

    public sealed record SourceGone : SagaInput;

    /// <summary>The transfer is stopped and the source runs the VM, or it never started.</summary>
    public sealed record TransferStopped : SagaInput;

    public sealed record DestinationGone : SagaInput;

    /// <param name="Unconfirmed">Hosts that did not answer in time.</param>
    public sealed record ReservationGone(IReadOnlyList<string> Unconfirmed) : SagaInput;

    /// <summary>A host refused the step under way, or did not answer until its deadline.</summary>
    /// <param name="Refused">The host answered, and said no; else it did not answer.</param>
    public sealed record StepFailed(string Reason, bool Refused = false) : SagaInput;
}
