using MigrationActors.Core.Recovery;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>A migration at any point of its life, reached the way a real one reaches it: by its inputs.</summary>
internal static class Sagas
{
    public static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    public static readonly DestinationEndpoint Endpoint = new("192.0.2.12", 49152);
    public static readonly TransferTotals Totals = new(1_000_000, 2);

    public static readonly MigrationRequest Request = new("m-1", "web", "h1", "192.0.2.11", "h2", ["nfs1"], Urgency.High, null);

    public static readonly TrafficSnapshot Traffic = new(
        new Mbps(700), new Mbps(20), new Mbps(30), new Mbps(40), new Mbps(50), new Mbps(60), new Mbps(1000));

    public static MigrationDecision Decision(Technique technique = Technique.PreCopy, bool reserves = true) => new(
        technique, reserves ? new Mbps(600) : null, new Mbps(600), new Mbps(800), new Mbps(300), new SlaBounds(new Mbps(300), new Mbps(500)), "thesis", ["Because."]);

    public static SagaInput.Begin Begin(Technique technique = Technique.PreCopy, bool reserves = true) => new(Request, 7, Traffic, Decision(technique, reserves));

    /// <summary>A pre-copy that may be sent faster and may be switched to post-copy.</summary>
    public static SagaInput.Begin BeginWithLeeway { get; } =
        new(Request, 7, Traffic, Decision() with { PostcopyAllowed = true, HighestRate = new Mbps(700) });

    public static SagaInput DestinationReady { get; } = new SagaInput.DestinationReady(Endpoint);

    public static SagaInput ReservationHeld { get; } = new SagaInput.ReservationHeld();

    public static SagaInput Accepted { get; } = new SagaInput.TransferAccepted(Now.AddSeconds(1));

    public static SagaInput Pass { get; } = new SagaInput.PassCompleted(1);

    public static SagaInput TransferCompleted { get; } = new SagaInput.TransferCompleted(Now.AddSeconds(9), Now.AddSeconds(10), Totals);

    public static SagaInput DestinationRuns { get; } = new SagaInput.DestinationRuns(Now.AddSeconds(9.5));

    public static SagaInput SourceGone { get; } = new SagaInput.SourceGone();

    public static SagaInput ReservationGone { get; } = new SagaInput.ReservationGone([]);

    public static SagaInput Stopped { get; } = new SagaInput.TransferStopped();

    public static SagaInput DestinationGone { get; } = new SagaInput.DestinationGone();

    public static SagaInput PostcopyConfirmed { get; } = new SagaInput.PostcopyConfirmed();

    public static SagaInput Resume { get; } = new SagaInput.Resume(7);

    public static SagaInput ResumeElsewhere { get; } = new SagaInput.Resume(8);

    public static SagaInput Look { get; } = new SagaInput.Look();

    public static SagaInput Stalled { get; } = new SagaInput.Stalled(TimeSpan.FromSeconds(30));

    public static SagaInput NotConverging { get; } = new SagaInput.NotConverging(5);

    public static SagaInput PostcopyPaused { get; } = new SagaInput.PostcopyPaused();

    public static SagaInput PostcopyResumed { get; } = new SagaInput.PostcopyResumed();

    public static SagaInput Cancel { get; } = new SagaInput.Cancel("Cancelled by the user.");

    public static SagaInput StepFailed { get; } = new SagaInput.StepFailed("h2: No.");

    public static SagaInput TransferFailed(bool sourceRuns) => new SagaInput.TransferFailed("h1: The link broke.", sourceRuns);

    public static SagaInput Inspected(SourceCondition source, DestinationCondition destination) => new SagaInput.Inspected(source, destination);

    /// <summary>For each verdict, what both sides say so that it is given.</summary>
    public static IReadOnlyDictionary<Verdict, SagaInput> Looks { get; } = new Dictionary<Verdict, SagaInput>
    {
        [Verdict.AskAgain] = Inspected(SourceCondition.Unheard, DestinationCondition.Unheard),
        [Verdict.Start] = Inspected(SourceCondition.Runs, DestinationCondition.Waiting),
        [Verdict.Follow] = Inspected(SourceCondition.Sending, DestinationCondition.Receiving),
        [Verdict.FollowPostcopy] = Inspected(SourceCondition.SendingPostcopy, DestinationCondition.RunsPostcopy),
        [Verdict.Recover] = Inspected(SourceCondition.PostcopyPaused, DestinationCondition.PostcopyPaused),
        [Verdict.GiveUp] = Inspected(SourceCondition.Runs, DestinationCondition.Absent),
        [Verdict.Finish] = Inspected(SourceCondition.Sent, DestinationCondition.Runs),
        [Verdict.LostAtSource] = Inspected(SourceCondition.Absent, DestinationCondition.Waiting),
        [Verdict.Lost] = Inspected(SourceCondition.Absent, DestinationCondition.PostcopyPaused),
    };

    /// <summary>The inputs of a pre-copy that succeeds, in order.</summary>
    public static IReadOnlyList<SagaInput> Success { get; } =
        [Begin(), DestinationReady, ReservationHeld, Accepted, TransferCompleted, DestinationRuns, SourceGone, ReservationGone];

    public static SagaState After(params IEnumerable<SagaInput> inputs) => inputs.Aggregate(SagaState.Empty, Next);

    public static SagaState Next(SagaState state, SagaInput input) =>
        MigrationSagaLogic.Decide(state, input, Now).Events.Aggregate(state, (s, e) => s.Apply(e));

    /// <summary>Every point at which a saga can stand between two inputs, by a name for the test's report.</summary>
    public static IReadOnlyDictionary<string, SagaState> Points { get; } = new Dictionary<string, SagaState>(StringComparer.Ordinal)
    {
        ["Decided"] = After(Success.Take(1)),
        ["DestinationPrepared"] = After(Success.Take(2)),
        ["Reserved"] = After(Success.Take(3)),
        ["Transferring"] = After(Success.Take(4)),
        ["Transferring hybrid"] = After(Begin(Technique.Hybrid), DestinationReady, ReservationHeld, Accepted),
        ["Transferring with leeway"] = After(BeginWithLeeway, DestinationReady, ReservationHeld, Accepted),
        ["PostcopyRunning"] = After(Begin(Technique.PostCopy), DestinationReady, ReservationHeld, Accepted),
        ["PostcopyPaused"] = After(Begin(Technique.PostCopy), DestinationReady, ReservationHeld, Accepted, PostcopyPaused),
        ["Transferred"] = After(Success.Take(5)),
        ["SwitchedOver"] = After(Success.Take(6)),
        ["SourceRetired"] = After(Success.Take(7)),
        ["Aborting: StopTransfer"] = After([.. Success.Take(4), Cancel]),
        ["Aborting: DiscardDestination"] = After([.. Success.Take(4), Cancel, Stopped]),
        ["Aborting: ReleaseBandwidth"] = After([.. Success.Take(4), Cancel, Stopped, DestinationGone]),
        ["Aborting: lost"] = After([.. Success.Take(4), TransferFailed(sourceRuns: false), Looks[Verdict.LostAtSource]]),
        ["OutcomeUnknown"] = After([.. Success.Take(4), TransferFailed(sourceRuns: false)]),
        ["OutcomeUnknown while aborting"] = After([.. Success.Take(4), Cancel, StepFailed]),
        ["Completed"] = After(Success),
        ["Failed"] = After([.. Success.Take(4), TransferFailed(sourceRuns: true), DestinationGone, ReservationGone]),
        ["Cancelled"] = After([.. Success.Take(4), Cancel, Stopped, DestinationGone, ReservationGone]),
        ["Lost"] = After([.. Success.Take(4), TransferFailed(sourceRuns: false), Looks[Verdict.Lost]]),
    };

    /// <summary>Every input there is, by name.</summary>
    public static IReadOnlyDictionary<string, SagaInput> Inputs { get; } = new Dictionary<string, SagaInput>(StringComparer.Ordinal)
    {
        ["Begin"] = Begin(),
        ["Resume"] = Resume,
        ["Resume elsewhere"] = ResumeElsewhere,
        ["Cancel"] = Cancel,
        ["DestinationReady"] = DestinationReady,
        ["ReservationHeld"] = ReservationHeld,
        ["TransferAccepted"] = Accepted,
        ["PassCompleted"] = Pass,
        ["TransferCompleted"] = TransferCompleted,
        ["PostcopyConfirmed"] = PostcopyConfirmed,
        ["TransferFailed, source runs"] = TransferFailed(sourceRuns: true),
        ["TransferFailed, source dead"] = TransferFailed(sourceRuns: false),
        ["DestinationRuns"] = DestinationRuns,
        ["SourceGone"] = SourceGone,
        ["TransferStopped"] = Stopped,
        ["DestinationGone"] = DestinationGone,
        ["ReservationGone"] = ReservationGone,
        ["StepFailed"] = StepFailed,
        ["Look"] = Look,
        ["Stalled"] = Stalled,
        ["NotConverging"] = NotConverging,
        ["PostcopyPaused"] = PostcopyPaused,
        ["PostcopyResumed"] = PostcopyResumed,
    };

    /// <summary>A step as one line: <c>events ▸ effects</c>, or why it was refused.</summary>
    public static string Line(SagaStep step) => step.Reply.Refusal is { } refusal
        ? $"refused: {refusal}"
        : string.Join(", ", step.Events.Select(Name)) + (step.Effects.Count == 0 ? "" : $" ▸ {string.Join(", ", step.Effects.Select(e => e.GetType().Name))}");

    private static string Name(SagaEvent happened) => happened switch
    {
        SagaEvent.AbortDecided e => $"AbortDecided({e.First}{(e.IsLost ? ", lost" : "")})",
        SagaEvent.Reconciled e => $"Reconciled({e.Phase})",
        SagaEvent.Escalated e => $"Escalated({e.Rung})",
        SagaEvent.AbortAdvanced e => $"AbortAdvanced({e.Next})",
        _ => happened.GetType().Name,
    };
}
