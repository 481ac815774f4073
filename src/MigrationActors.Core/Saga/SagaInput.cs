namespace MigrationActors.Core.Saga;

/// <summary>What a saga is told: by the user, by the hosts' agents, or by its own deadlines.</summary>
public abstract record SagaInput
{
    public sealed record Begin(MigrationRequest Request, long Epoch, TrafficSnapshot Traffic, MigrationDecision Decision) : SagaInput;

    /// <summary>The saga was recovered from its events: go on from there.</summary>
    public sealed record Resume : SagaInput;

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

    public sealed record DestinationRuns(DateTimeOffset? ResumedAt) : SagaInput;

    public sealed record SourceGone : SagaInput;

    /// <summary>The transfer is stopped and the source runs the VM, or it never started.</summary>
    public sealed record TransferStopped : SagaInput;

    public sealed record DestinationGone : SagaInput;

    /// <param name="Unconfirmed">Hosts that did not answer in time.</param>
    public sealed record ReservationGone(IReadOnlyList<string> Unconfirmed) : SagaInput;

    /// <summary>A host refused the step under way, or did not answer until its deadline.</summary>
    public sealed record StepFailed(string Reason) : SagaInput;
}
