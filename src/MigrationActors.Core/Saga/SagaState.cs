using System.Collections.Immutable;
using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Saga;

/// <summary>Where a migration stands: what its events add up to.</summary>
public sealed record SagaState
{
    public static SagaState Empty { get; } = new();

    public MigrationPhase Phase { get; init; } = MigrationPhase.None;

    /// <summary>Set with the first event.</summary>
    public MigrationRequest? Request { get; init; }

    public long Epoch { get; init; }

    public TrafficSnapshot? Traffic { get; init; }

    public MigrationDecision? Decision { get; init; }

    public DestinationEndpoint? Endpoint { get; init; }

    /// <summary>The rate that is reserved on the hosts right now, or null.</summary>
    public Mbps? Reserved { get; init; }

    /// <summary>What it was given last, where that is another than was decided: its reservation, or what it may use where it has none.</summary>
    public Mbps? Allotted { get; init; }

    /// <summary>To what an escalation raised it, or null.</summary>
    public Mbps? Raised { get; init; }

    /// <summary>QEMU's cap: what is reserved now, which an escalation may have raised, or what was decided or given without a reservation. Null until it is decided.</summary>
    public Mbps? Cap => Reserved ?? Allotted ?? Decision?.MaxBandwidth;

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public DateTimeOffset? ResumedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public TransferTotals? Totals { get; init; }

    public Abort? Aborting { get; init; }

    /// <summary>Post-copy was ordered at some time: from then on nothing may cancel.</summary>
    public bool PostcopyOrdered { get; init; }

    /// <summary>A transfer may have begun: until the reservation was held, none had been ordered.</summary>
    public bool MayHaveBegun => History.Any(h => h.Phase == MigrationPhase.Reserved);

    /// <summary>How many steps against a guest that does not converge were taken.</summary>
    public int Escalations { get; init; }

    /// <summary>Since when it is not known where the VM is; null where it is.</summary>
    public DateTimeOffset? DoubtedSince { get; init; }

    /// <summary>Since when the post-copy is paused; null where it is not.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>How often the post-copy was paused.</summary>
    public int Pauses { get; init; }

    /// <summary>Why the migration failed, was cancelled or lost; null otherwise.</summary>
    public string? Failure { get; init; }

    public ImmutableList<PhaseEntry> History { get; init; } = [];

    /// <summary>Total migration time (thesis 1.1.5): migrate accepted until the source reported completed, both by the source's clock.</summary>
    public TimeSpan? TotalMigrationTime => CompletedAt - AcceptedAt;

    /// <summary>Downtime: the VM's STOP at the source until its RESUME at the destination, by the hosts' clocks.</summary>
    public TimeSpan? Downtime => ResumedAt - StoppedAt;

    public SagaState Apply(SagaEvent happened) => happened switch
    {
        SagaEvent.Requested e => Enter(MigrationPhase.Requested, e) with { Request = e.Request, Epoch = e.Epoch },
        SagaEvent.Profiled e => Enter(MigrationPhase.Profiled, e) with { Traffic = e.Traffic },
        SagaEvent.Decided e => Enter(MigrationPhase.Decided, e, string.Join(" ", e.Decision.Reasons)) with { Decision = e.Decision },
        SagaEvent.DestinationPrepared e => Enter(MigrationPhase.DestinationPrepared, e, $"{e.Endpoint.Address} port {e.Endpoint.Port}") with { Endpoint = e.Endpoint },
        SagaEvent.BandwidthReserved e => Enter(MigrationPhase.Reserved, e, e.Rate?.ToString() ?? "no reservation needed") with { Reserved = e.Rate },
        SagaEvent.TransferStarted e => Enter(MigrationPhase.Transferring, e) with { AcceptedAt = e.AcceptedAt },
        SagaEvent.PostcopyOrdered e => Enter(MigrationPhase.PostcopyRunning, e) with { PostcopyOrdered = true },
        SagaEvent.PostcopyPaused e => Enter(MigrationPhase.PostcopyPaused, e) with
        {
            PausedSince = PausedSince ?? e.At, Pauses = Pauses + 1, DoubtedSince = null,
        },
        SagaEvent.PostcopyResumed e => Enter(MigrationPhase.PostcopyRunning, e, "recovered") with { PausedSince = null },
        SagaEvent.Escalated e => Enter(Phase, e, e.Reason) with { Escalations = e.Taken, Reserved = e.Rate ?? Reserved, Raised = e.Rate ?? Raised },
        SagaEvent.Reallocated e => Enter(Phase, e, e.Reason) with { Allotted = e.Rate, Reserved = Reserved is null ? null : e.Rate },
        SagaEvent.TakenOver e => Enter(Phase, e, $"The coordinator of epoch {e.Epoch} has taken over from that of epoch {Epoch}.") with
        {
            // While nobody asked, nobody waited: the patience begins anew.
            Epoch = e.Epoch, DoubtedSince = DoubtedSince is null ? null : e.At, PausedSince = PausedSince is null ? null : e.At,
            Aborting = Aborting is null ? null : Aborting with { Since = e.At },
        },
        SagaEvent.OutcomeDoubted e => Enter(MigrationPhase.OutcomeUnknown, e, e.Reason) with
        {
            DoubtedSince = e.At, Aborting = Aborting is null ? null : Aborting with { Doubted = true },
        },
        SagaEvent.Reconciled e => Enter(e.Phase, e, Found(e)) with
        {
            DoubtedSince = null, PausedSince = e.Phase == MigrationPhase.PostcopyPaused ? PausedSince : null,
            Aborting = Aborting is null ? null : Aborting with { Settled = IsSettled(e) },
        },
        SagaEvent.TransferCompleted e => Enter(MigrationPhase.Transferred, e) with
        {
            StoppedAt = e.StoppedAt, CompletedAt = e.CompletedAt, Totals = e.Totals, PausedSince = null,
        },
        SagaEvent.SwitchedOver e => Enter(MigrationPhase.SwitchedOver, e) with { ResumedAt = e.ResumedAt },
        SagaEvent.SourceRetired e => Enter(MigrationPhase.SourceRetired, e, e.Obstacle),
        SagaEvent.BandwidthReleased e => Enter(MigrationPhase.Released, e, Unconfirmed(e)) with { Reserved = null },
        SagaEvent.AbortDecided e => Enter(MigrationPhase.Aborting, e, e.Reason) with { Aborting = new Abort(e.ByUser, e.Reason, e.First, e.IsLost, e.At), DoubtedSince = null },
        SagaEvent.AbortAdvanced e => this with { Aborting = Aborting! with { Step = e.Next, Doubted = Aborting.Doubted && Aborting.Step == e.Next } },
        SagaEvent.AbortOvertaken e => Enter(MigrationPhase.Transferring, e, "The transfer had come too far to be stopped.") with { Aborting = null },
        SagaEvent.Completed e => Enter(MigrationPhase.Completed, e),
        SagaEvent.Failed e => Enter(MigrationPhase.Failed, e, e.Reason) with { Failure = e.Reason },
        SagaEvent.Cancelled e => Enter(MigrationPhase.Cancelled, e, e.Reason) with { Failure = e.Reason },
        SagaEvent.Lost e => Enter(MigrationPhase.Lost, e, e.Reason) with { Failure = e.Reason },
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no place in the saga's state."),
    };

    private SagaState Enter(MigrationPhase phase, SagaEvent happened, string? note = null) =>
        this with { Phase = phase, History = History.Add(new PhaseEntry(phase, happened.At, note)) };

    private static bool IsSettled(SagaEvent.Reconciled e) => e is
    {
        Source: SourceCondition.Runs,
        Destination: DestinationCondition.Waiting or DestinationCondition.Receiving or DestinationCondition.Absent,
    };

    private string Found(SagaEvent.Reconciled e) =>
        $"{Request!.Source} {e.Source.InWords()}, {Request.Destination} {e.Destination.InWords()}: {e.Verdict.InWords()}.";

    private static string? Unconfirmed(SagaEvent.BandwidthReleased e) =>
        e.Unconfirmed.Count == 0 ? null : $"Not confirmed by {string.Join(", ", e.Unconfirmed)}: the rule goes when its lease runs out.";
}
