using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>Every point of a migration's life times every verdict about what both sides said. At points that are not listed nobody asked.</summary>
public sealed class SagaLookTests
{
    private static readonly Dictionary<(string Point, Verdict Verdict), string> Expected = new()
    {
        [("Reserved", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Reserved", Verdict.Start)] = " ▸ StartTransfer",
        [("Reserved", Verdict.Follow)] = " ▸ FollowTransfer",
        [("Reserved", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("Reserved", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Reserved", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Reserved", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Reserved", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Reserved", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("Transferring", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Transferring", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring", Verdict.Follow)] = " ▸ FollowTransfer",
        [("Transferring", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("Transferring", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Transferring", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Transferring", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Transferring", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("Transferring with leeway", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Transferring with leeway", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring with leeway", Verdict.Follow)] = " ▸ FollowTransfer",
        [("Transferring with leeway", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("Transferring with leeway", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Transferring with leeway", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring with leeway", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Transferring with leeway", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Transferring with leeway", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("Transferring hybrid", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Transferring hybrid", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring hybrid", Verdict.Follow)] = " ▸ FollowTransfer",
        [("Transferring hybrid", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("Transferring hybrid", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Transferring hybrid", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring hybrid", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Transferring hybrid", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Transferring hybrid", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("PostcopyRunning", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("PostcopyRunning", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("PostcopyRunning", Verdict.Follow)] = " ▸ FollowTransfer",
        [("PostcopyRunning", Verdict.FollowPostcopy)] = " ▸ FollowTransfer",
        [("PostcopyRunning", Verdict.Recover)] = "PostcopyPaused ▸ RecoverPostcopy",
        [("PostcopyRunning", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("PostcopyRunning", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("PostcopyRunning", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("PostcopyRunning", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("PostcopyPaused", Verdict.AskAgain)] = " ▸ LookAgain",
        [("PostcopyPaused", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("PostcopyPaused", Verdict.Follow)] = "Reconciled(PostcopyRunning) ▸ FollowTransfer",
        [("PostcopyPaused", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning) ▸ FollowTransfer",
        [("PostcopyPaused", Verdict.Recover)] = " ▸ RecoverPostcopy",
        [("PostcopyPaused", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("PostcopyPaused", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("PostcopyPaused", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("PostcopyPaused", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("Transferred", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Transferred", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferred", Verdict.Follow)] = "Reconciled(Transferring) ▸ FollowTransfer",
        [("Transferred", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("Transferred", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Transferred", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferred", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Transferred", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Transferred", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("Aborting: StopTransfer", Verdict.AskAgain)] = "OutcomeDoubted ▸ LookAgain",
        [("Aborting: StopTransfer", Verdict.Start)] = "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", Verdict.Follow)] = " ▸ StopTransfer",
        [("Aborting: StopTransfer", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), AbortOvertaken, PostcopyOrdered ▸ FollowTransfer",
        [("Aborting: StopTransfer", Verdict.Recover)] = "AbortOvertaken, PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("Aborting: StopTransfer", Verdict.GiveUp)] = "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", Verdict.Finish)] = "AbortOvertaken, Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("Aborting: StopTransfer", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("Aborting: StopTransfer", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("OutcomeUnknown", Verdict.AskAgain)] = " ▸ LookAgain",
        [("OutcomeUnknown", Verdict.Start)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("OutcomeUnknown", Verdict.Follow)] = "Reconciled(Transferring) ▸ FollowTransfer",
        [("OutcomeUnknown", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), PostcopyOrdered ▸ FollowTransfer",
        [("OutcomeUnknown", Verdict.Recover)] = "PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("OutcomeUnknown", Verdict.GiveUp)] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("OutcomeUnknown", Verdict.Finish)] = "Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("OutcomeUnknown", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("OutcomeUnknown", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",

        [("OutcomeUnknown while aborting", Verdict.AskAgain)] = " ▸ LookAgain",
        [("OutcomeUnknown while aborting", Verdict.Start)] = "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("OutcomeUnknown while aborting", Verdict.Follow)] = "Reconciled(Aborting) ▸ StopTransfer",
        [("OutcomeUnknown while aborting", Verdict.FollowPostcopy)] = "Reconciled(PostcopyRunning), AbortOvertaken, PostcopyOrdered ▸ FollowTransfer",
        [("OutcomeUnknown while aborting", Verdict.Recover)] = "AbortOvertaken, PostcopyOrdered, PostcopyPaused ▸ RecoverPostcopy",
        [("OutcomeUnknown while aborting", Verdict.GiveUp)] = "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("OutcomeUnknown while aborting", Verdict.Finish)] = "AbortOvertaken, Reconciled(Transferred), SwitchedOver ▸ RetireSource",
        [("OutcomeUnknown while aborting", Verdict.LostAtSource)] = "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination",
        [("OutcomeUnknown while aborting", Verdict.Lost)] = "Lost ▸ ReleaseBandwidth",
    };

    /// <summary>Such as a tap that is busy: the VM is at its source all the same, and its host is asked again later.</summary>
    [Theory]
    [InlineData(SourceCondition.Runs, DestinationCondition.Waiting, "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth")]
    [InlineData(SourceCondition.Runs, DestinationCondition.Stopped, "AbortDecided(ReleaseBandwidth, lost) ▸ ReleaseBandwidth")]
    public void A_destination_that_is_not_cleared_away_when_asked_twice_counts_only_where_it_may_hold_the_vm(
        SourceCondition source, DestinationCondition destination, string line)
    {
        var refused = new SagaInput.StepFailed("h2: No.", Refused: true);
        var doubted = Sagas.Next(Sagas.Points["Aborting: DiscardDestination"], refused);
        doubted.Phase.ShouldBe(MigrationPhase.OutcomeUnknown);

        var again = Sagas.Next(doubted, Sagas.Inspected(source, destination));

        Sagas.Line(MigrationSagaLogic.Decide(again, refused, Sagas.Now)).ShouldBe(line);
    }

    public static TheoryData<string, Verdict> Everything()
    {
        var data = new TheoryData<string, Verdict>();
        foreach (var (point, verdict) in Sagas.Points.Keys.SelectMany(_ => Sagas.Looks.Keys, (p, v) => (p, v)))
        {
            data.Add(point, verdict);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Each_verdict_at_each_point_gives_the_step_in_the_table(string point, Verdict verdict) =>
        Sagas.Line(MigrationSagaLogic.Decide(Sagas.Points[point], Sagas.Looks[verdict], Sagas.Now)).ShouldBe(Expected.GetValueOrDefault((point, verdict), ""));

    [Fact]
    public void The_table_names_only_points_that_exist() => Expected.Keys.ShouldAllBe(k => Sagas.Points.ContainsKey(k.Point));

    [Fact]
    public void The_looks_give_the_verdicts_they_are_named_after() => Sagas.Looks.ShouldAllBe(l =>
        RecoveryTable.Decide(((SagaInput.Inspected)l.Value).Source, ((SagaInput.Inspected)l.Value).Destination) == l.Key);

    [Fact]
    public void A_post_copy_that_was_ordered_before_the_news_of_its_start_is_not_started_again()
    {
        var ordered = Sagas.Next(Sagas.Points["Reserved"], Sagas.Looks[Verdict.FollowPostcopy]);

        Sagas.Line(MigrationSagaLogic.Decide(ordered, Sagas.Looks[Verdict.Start], Sagas.Now)).ShouldStartWith("AbortDecided(DiscardDestination)");
    }

    [Fact]
    public void How_the_transfer_ended_is_taken_from_the_look_where_its_news_was_lost()
    {
        var outcome = new TransferOutcome(Sagas.Now.AddSeconds(9), Sagas.Now.AddSeconds(10), Sagas.Totals);

        var state = Sagas.Next(
            Sagas.Points["Transferring"], new SagaInput.Inspected(SourceCondition.Sent, DestinationCondition.Runs, outcome, Sagas.Now.AddSeconds(9.5)));

        state.Phase.ShouldBe(MigrationPhase.SwitchedOver);
        state.TotalMigrationTime.ShouldBe(TimeSpan.FromSeconds(9));
        state.Downtime.ShouldBe(TimeSpan.FromSeconds(0.5));
        state.Totals.ShouldBe(Sagas.Totals);
    }
}
