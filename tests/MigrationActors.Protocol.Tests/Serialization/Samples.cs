using MigrationActors.Core;
using MigrationActors.Core.Escalation;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Protocol.Tests.Serialization;

/// <summary>At least one instance of every type that has a manifest; the first of a type has everything filled in.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);
    private static readonly CommandHeader Header = new("m-1", 7);

    private static readonly MigrationRequest Request = new(
        "m-1", "web", "h1", "192.0.2.11", "h2", ["nfs1"], Urgency.High, Technique.Hybrid);

    private static readonly TrafficSnapshot Traffic = new(
        new Mbps(700.5), new Mbps(20), new Mbps(30), new Mbps(40), new Mbps(50), new Mbps(60), new Mbps(1000));

    private static readonly MigrationDecision Decision = new(
        Technique.Hybrid, new Mbps(600), new Mbps(600), new Mbps(800), new Mbps(299.5),
        new SlaBounds(new Mbps(300), new Mbps(500)), "thesis", ["Source 'h1' is outbound.", "600 < 800 & \"quoted\" – reserved."]);

    private static readonly TransferTotals Totals = new(5_000_000_000, 3);

    /// <summary>A shape that grew an optional member: its first sample is the old form, and this one the new.</summary>
    public static CoordinatorEvent.EpochRaised WithBy { get; } = new(At, 7, "4f1c");

    /// <inheritdoc cref="WithBy"/>
    public static CoordinatorEvent.MigrationAccepted WithKey { get; } = new(At, Request, Traffic, Decision, "deploy-17:web");

    /// <summary>The same: whether, and how far, a pre-copy that does not converge may go.</summary>
    public static SagaEvent.Decided WithLeeway { get; } = new(At, Decision with { PostcopyAllowed = true, HighestRate = new Mbps(850) });

    /// <summary>The same: nothing is kept, only tidied.</summary>
    public static SagaEvent.AbortDecided WithLoss { get; } = new(At, false, "h1 has no QEMU of the VM.", AbortStep.DiscardDestination, IsLost: true);

    private static readonly Forecast Predicted = new(TimeSpan.FromSeconds(12.5), TimeSpan.FromMilliseconds(130), "Post-copy: the memory once at a constant rate.");

    private static readonly GangRequest Gang = new(
        "g-1", "h1", Strategy.Serial,
        [
            new GangMember(
                "g-1-1", "web", "h1", "h2", Urgency.Low, Technique.Hybrid, At.AddMinutes(5), new Decision<Strategy>(Strategy.Serial, "Serial, forced by the caller."), Predicted),
        ],
        [new StayingVm("db", "It is paused, not running.")],
        TimeSpan.FromSeconds(12.5));

    /// <summary>The same: what a migration has to wait for, and what it is part of.</summary>
    public static CoordinatorEvent.MigrationAccepted WithGang { get; } = new(
        At, Request, Traffic, Decision, null, new GangSeat("g-1", "g-1 h1 h2"), At.AddMinutes(5), Predicted, "'m-1' waits: of what h1 sends it would have too little.");

    /// <summary>The same: what it took.</summary>
    public static CoordinatorEvent.MigrationEnded WithTimes { get; } = new(
        At, "m-1", MigrationPhase.Failed, "h2: The disk cannot be opened.", TimeSpan.FromSeconds(12.5), TimeSpan.FromMilliseconds(130));

    public static IReadOnlyList<object> All { get; } = [.. Persisted(), .. Commands(), .. Replies(), .. Api()];

    public static IEnumerable<object> Persisted() =>
    [
        new SagaEvent.Requested(At, Request, 7),
        new SagaEvent.Requested(At, Request with { StorageHosts = [], Forced = null }, 7),
        new SagaEvent.Profiled(At, Traffic),
        new SagaEvent.Decided(At, Decision),
        new SagaEvent.Decided(At, Decision with { Reserved = null, Reasons = [] }),
        WithLeeway,
        new SagaEvent.DestinationPrepared(At, new DestinationEndpoint("192.0.2.12", 49152)),
        new SagaEvent.BandwidthReserved(At, new Mbps(600)),
        new SagaEvent.BandwidthReserved(At, null),
        new SagaEvent.TransferStarted(At, At.AddMilliseconds(-3)),
        new SagaEvent.PostcopyOrdered(At),
        new SagaEvent.TransferCompleted(At, At.AddMilliseconds(-30), At.AddMilliseconds(-10), Totals),
        new SagaEvent.TransferCompleted(At, null, At, Totals),
        new SagaEvent.SwitchedOver(At, At.AddMilliseconds(-5)),
        new SagaEvent.SwitchedOver(At, null),
        new SagaEvent.SourceRetired(At, "h1 did not answer in 30 s."),
        new SagaEvent.SourceRetired(At, null),
        new SagaEvent.BandwidthReleased(At, ["nfs1"]),
        new SagaEvent.AbortDecided(At, true, "Cancelled by the user.", AbortStep.StopTransfer),
        WithLoss,
        new SagaEvent.AbortAdvanced(At, AbortStep.DiscardDestination),
        new SagaEvent.AbortOvertaken(At),
        new SagaEvent.TakenOver(At, 8),
        new SagaEvent.OutcomeDoubted(At, "h1: QEMU of 'web' ended while it was sent."),
        new SagaEvent.Reconciled(At, SourceCondition.SendingPostcopy, DestinationCondition.RunsPostcopy, Verdict.FollowPostcopy, MigrationPhase.PostcopyRunning),
        new SagaEvent.PostcopyPaused(At),
        new SagaEvent.PostcopyResumed(At),
        new SagaEvent.Escalated(At, EscalationRung.RaiseRate, 1, "5 passes over memory left no less to send.", new Mbps(850)),
        new SagaEvent.Escalated(At, EscalationRung.AutoConverge, 2, "5 passes over memory left no less to send.", null),
        new SagaEvent.Reallocated(At, new Mbps(47.5), "47.5 Mbit/s instead of 600 Mbit/s: 'db' (m-2) begins."),
        new SagaEvent.Completed(At),
        new SagaEvent.Failed(At, "h2: The disk cannot be opened."),
        new SagaEvent.Cancelled(At, "Cancelled by the user."),
        new SagaEvent.Lost(At, "h1: QEMU of 'web' ended while it was sent."),
        new CoordinatorEvent.EpochRaised(At, 7),
        WithBy,
        new CoordinatorEvent.MigrationAccepted(At, Request, Traffic, Decision),
        WithKey,
        WithGang,
        new CoordinatorEvent.MigrationBegun(At, "m-1", Traffic, Decision, Predicted),
        new CoordinatorEvent.MigrationEnded(At, "m-1", MigrationPhase.Completed),
        WithTimes,
        new CoordinatorEvent.GangAccepted(At, Gang, new GangKey("night-1", "{}")),
        new CoordinatorEvent.GangAccepted(At, Gang with { Drained = null, Forced = null, Stay = [] }),
        new CoordinatorEvent.GangMemberEnded(At, "g-1", "g-1-2", MigrationPhase.Cancelled, "Cancelled by the user before it began."),
        new CoordinatorEvent.GangEnded(At, "g-1", GangOutcome.Partial),
        new GangEvent.Requested(At, Gang),
        new GangEvent.MembersBegun(At, ["g-1-1"]),
        new GangEvent.CancelAsked(At, ["g-1-1"]),
        new GangEvent.MemberEnded(At, "g-1-1", MigrationPhase.Failed, "h2: The disk cannot be opened.", null, null),
        new GangEvent.MemberEnded(At, "g-1-1", MigrationPhase.Completed, null, TimeSpan.FromSeconds(12.5), TimeSpan.FromMilliseconds(130)),
        new GangEvent.Ended(At, GangOutcome.Partial),
    ];

    private static IEnumerable<object> Commands() =>
    [
        new HostAnnouncement(
            "h1", "192.0.2.11", ["host", "storage"], new Mbps(1000), new Mbps(10), new Mbps(700), new Mbps(20), "7.2.22", "userfaultfd is not allowed.",
            [
                new VmAnnouncement("web", "running", 512, new Mbps(50), new Mbps(60), new SlaBounds(new Mbps(1), new Mbps(2)), WorkloadType.ContentDelivery, ["192.0.2.14"], "m-1"),
                new VmAnnouncement("db", "paused", 256, Mbps.Zero, Mbps.Zero, null, null, []),
            ]),
        new HostAnnouncement("h2", "192.0.2.12", ["host"], new Mbps(1000), new Mbps(10), Mbps.Zero, Mbps.Zero, null, null, []),
        new StartVm("{\"name\":\"web\"}"),
        new HostCommand.DescribeVm(Header, "web"),
        new HostCommand.PrepareDestination(Header, "web", "{\"name\":\"web\"}", Technique.PostCopy),
        new HostCommand.PrepareDestination(Header, "web", "{\"name\":\"web\"}", Technique.PreCopy, PostcopyAllowed: true),
        new HostCommand.ReserveBandwidth(Header, ShapingSide.Storage, new Mbps(600), "192.0.2.11", "192.0.2.12", 49152, TimeSpan.FromSeconds(15)),
        new HostCommand.ReleaseBandwidth(Header),
        new HostCommand.StartTransfer(Header, "web", Technique.PreCopy, "192.0.2.12", 49152, new Mbps(600)),
        new HostCommand.StartTransfer(Header, "web", Technique.PreCopy, "192.0.2.12", 49152, new Mbps(600), PostcopyAllowed: true),
        new HostCommand.StartPostcopy(Header, "web"),
        new HostCommand.StopTransfer(Header, "web"),
        new HostCommand.ConfirmDestination(Header, "web"),
        new HostCommand.RetireSource(Header, "web"),
        new HostCommand.DiscardDestination(Header, "web"),
        new HostCommand.FollowTransfer(Header, "web"),
        new HostCommand.InspectSource(Header, "web"),
        new HostCommand.InspectDestination(Header, "web"),
        new HostCommand.RecoverDestination(Header, "web", "192.0.2.12", 49152),
        new HostCommand.ResumePostcopy(Header, "web", "192.0.2.12", 49152, new Mbps(600)),
        new HostCommand.PausePostcopy(Header, "web"),
        new HostCommand.AdjustTransfer(Header, "web", new Mbps(850), false),
        new HostCommand.AdjustTransfer(Header, "web", null, true),
    ];

    private static IEnumerable<object> Replies() =>
    [
        new HostReply.VmDescribed("m-1", "h1", "{\"name\":\"web\"}"),
        new HostReply.DestinationPrepared("m-1", "h2", "192.0.2.12", 49152),
        new HostReply.BandwidthReserved("m-1", "h1"),
        new HostReply.BandwidthReleased("m-1", "h1"),
        new HostReply.TransferAccepted("m-1", "h1", At),
        new HostReply.TransferProgressed("m-1", "h1", new TransferSample(At, 512, 256, 300, 1)),
        new HostReply.PostcopyStarted("m-1", "h1"),
        new HostReply.TransferCompleted("m-1", "h1", At, At, Totals),
        new HostReply.TransferCompleted("m-1", "h1", null, At, Totals),
        new HostReply.TransferFailed("m-1", "h1", "The transfer failed.", true),
        new HostReply.TransferStopped("m-1", "h1"),
        new HostReply.DestinationRuns("m-1", "h2", At),
        new HostReply.DestinationRuns("m-1", "h2", null),
        new HostReply.SourceRetired("m-1", "h1"),
        new HostReply.DestinationDiscarded("m-1", "h2"),
        new HostReply.SourceInspected("m-1", "h1", SourceCondition.Sent, new TransferOutcome(At, At, Totals)),
        new HostReply.SourceInspected("m-1", "h1", SourceCondition.Runs, null),
        new HostReply.DestinationInspected("m-1", "h2", DestinationCondition.Runs, At),
        new HostReply.DestinationInspected("m-1", "h2", DestinationCondition.Waiting, null),
        new HostReply.PostcopyPaused("m-1", "h1"),
        new HostReply.DestinationListens("m-1", "h2"),
        new HostReply.PostcopyResumed("m-1", "h1"),
        new HostReply.CommandFailed("m-1", "h1", nameof(HostCommand.StartTransfer), "QEMU refused 'migrate'."),
    ];

    private static IEnumerable<object> Api() =>
    [
        new ApiRequest.Migrate("web", "h2", Urgency.Low, Technique.PostCopy, "deploy-17:web", At),
        new ApiRequest.Migrate("web", "h2", Urgency.Medium, null),
        new ApiRequest.GetMigration("m-1"),
        new ApiRequest.ListMigrations(),
        new ApiRequest.Cancel("m-1"),
        new ApiRequest.ListHosts(),
        new ApiRequest.Start("h1", "{\"name\":\"web\"}"),
        new ApiRequest.MigrateGang(Wishes, Strategy.Serial, "deploy-17"),
        new ApiRequest.MigrateGang(Wishes, null),
        new ApiRequest.Drain("h1", ["h2", "h3"], Urgency.High, Technique.PreCopy, Strategy.Parallel, "empty-h1"),
        new ApiRequest.Drain("h1", [], Urgency.Medium, null, null),
        new ApiRequest.PlanMigrate("web", "h2", Urgency.Low, Technique.PostCopy, At),
        new ApiRequest.PlanMigrate("web", "h2", Urgency.Medium, null),
        new ApiRequest.PlanGang(Wishes, Strategy.Serial),
        new ApiRequest.PlanDrain("h1", ["h2"], Urgency.Low, Technique.Hybrid, Strategy.Serial),
        new ApiRequest.GetGang("g-1"),
        new ApiRequest.ListGangs(),
        new ApiRequest.CancelGang("g-1", ["web"]),
        new ApiRequest.CancelGang("g-1", []),
        new Refusal(RefusalKind.Conflict, "'web' is already migrating."),
        View with { Gang = "g-1", PredictedTotalTimeMs = 4000.5, PredictedDowntimeMs = 30, Waits = "h1 has 20 Mbit/s left; about 3 s." },
        View,
        View with { ReservedMbps = null, TotalTimeMs = null, DowntimeMs = null, TransferredBytes = null, Failure = null, History = [] },
        new MigrationList([new MigrationSummary("m-1", "web", "h1", "h2", "high", "running", At, null), new MigrationSummary("m-0", "db", "h1", "h2", "low", "failed", At, At)]),
        new MigrationList([], Older: 7),
        new HostList(
        [
            new HostView(
                "h1", "192.0.2.11", ["host"], true, 0.4, 1000, 700, 20, "outbound", "7.2.22", true, null,
                [new VmView("web", "h1", "running", 512, 50, 60, "mixed", "archival", 1, 2), new VmView("db", "h1", "paused", 256, 0, 0, "idle", null, null, null)]),
        ]),
        new VmStartedView("web", "h1"),
        new GangView(
            "g-1", "drain", "h1", "auto", "partial", true, At, At.AddSeconds(9),
            [Member, Member with { MigrationId = null, Phase = "planned", Technique = null, ReservedMbps = null, Fraction = null, TotalTimeMs = null, DowntimeMs = null }],
            [new StayView("big", "No host has 8192 MiB free.")], 9000.5, 61, 8500, ["'web' alone: serial."]),
        new GangView("g-2", "gang", null, "serial", "running", false, At, null, [Member], [], null, null, null, []),
        new GangList(
        [
            new GangSummary("g-1", "drain", 4, 2, 1, 1, "running", At, null), new GangSummary("g-0", "gang", 2, 2, 0, 0, "completed", At, At.AddSeconds(9)),
        ]),
        new PlanView([PlannedMember, PlannedMember with { ReservedMbps = null, Waits = null }], [new StayView("big", "No host has 8192 MiB free.")], 9000.5, 8000, 61, "Rates.", ["Under way already."]),
        new PlanView([], [], 0, 0, 0),
    ];

    private static IReadOnlyList<GangMemberWish> Wishes =>
        [new("web", "h2", Urgency.High, Technique.PostCopy, At), new("db", "h3", Urgency.Low)];

    private static GangMemberView Member => new(
        "web", "h1", "h2", "high", "parallel", "High urgency: parallel.", 1, "m-1", "failed", "preCopy", 600, 0.5, 4321, 26.5, 4000.5, 30, "Waits for h2.", "It failed.");

    private static PlanMemberView PlannedMember => new(
        "web", "h1", "h2", "high", "serial", "Low urgency: serial.", 2, "postCopy", 600, 650, 800, 300, 500, 3000.5, 9000.5, 6000, 30.5, "linear: 512 MiB at 600 Mbit/s",
        [new RateView(3000.5, 5000, 600, true), new RateView(5000, 9000.5, 800, false)], "Follows 'db'.", 120.5, -10, ["Because."]);

    private static MigrationView View => new(
        "m-1", "web", "h1", "h2", "high", "failed", true, "hybrid", 600, 600, 800, 299.5, 300, 500, ["Because."],
        new ProgressView(0.5, 300, 256, 512, 1, 99.5, 1234.5), 4321, 26.5, 5_000_000_000, "It failed.", [new HistoryView("requested", At, null), new HistoryView("failed", At, "It failed.")]);
}
