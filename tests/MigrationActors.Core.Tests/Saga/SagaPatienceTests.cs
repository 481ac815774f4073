using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>How long a saga goes on asking and trying: what an operator may tune, and when it counts.</summary>
public sealed class SagaPatienceTests
{
    private static readonly SagaRules Rules = new() { OutcomePatience = TimeSpan.FromMinutes(2), RecoveryPatience = TimeSpan.FromMinutes(3), MostRecoveries = 2 };

    [Theory]
    [InlineData(119, " ▸ LookAgain")]
    [InlineData(120, "Lost ▸ ReleaseBandwidth")]
    public void Where_the_vm_is_may_stay_unknown_for_the_outcomes_patience(int seconds, string line) =>
        Line(Sagas.Points["OutcomeUnknown"], Verdict.AskAgain, seconds).ShouldBe(line);

    [Theory]
    [InlineData(179, " ▸ RecoverPostcopy")]
    [InlineData(180, "Lost ▸ ReleaseBandwidth")]
    public void A_paused_post_copy_is_tried_to_be_recovered_for_the_recoverys_patience(int seconds, string line) =>
        Line(Sagas.Points["PostcopyPaused"], Verdict.Recover, seconds).ShouldBe(line);

    [Fact]
    public void A_link_that_breaks_too_often_is_not_tried_any_more()
    {
        var state = Sagas.Points["PostcopyPaused"];
        Line(state, Verdict.Recover, 0).ShouldBe(" ▸ RecoverPostcopy");
        state = Sagas.Next(Sagas.Next(state, Sagas.PostcopyResumed), Sagas.PostcopyPaused);
        Line(state, Verdict.Recover, 0).ShouldBe(" ▸ RecoverPostcopy");
        state = Sagas.Next(Sagas.Next(state, Sagas.PostcopyResumed), Sagas.PostcopyPaused);

        Line(state, Verdict.Recover, 0).ShouldBe("Lost ▸ ReleaseBandwidth");
    }

    [Fact]
    public void A_doubt_that_a_pause_has_settled_does_not_count_against_the_recovery()
    {
        var paused = After(Sagas.Points["OutcomeUnknown"], 100, Sagas.Looks[Verdict.Recover]);

        Line(paused, Verdict.Recover, 130).ShouldBe(" ▸ RecoverPostcopy");
        Line(After(paused, 130, Sagas.PostcopyResumed), Verdict.AskAgain, 600).ShouldBe("OutcomeDoubted ▸ LookAgain");
    }

    [Fact]
    public void A_pause_that_the_end_has_settled_does_not_count_against_a_later_doubt()
    {
        var transferred = After(Sagas.Points["PostcopyPaused"], 170, Sagas.TransferCompleted);

        Line(After(transferred, 230, Sagas.StepFailed), Verdict.AskAgain, 240).ShouldBe(" ▸ LookAgain");
    }

    [Theory]
    [InlineData(119, " ▸ PausePostcopy, Inspect")]
    [InlineData(120, "Lost ▸ ReleaseBandwidth")]
    public void A_post_copy_that_its_source_never_switches_to_stalls_for_the_outcomes_patience(int seconds, string line) =>
        Sagas.Line(MigrationSagaLogic.Decide(Sagas.Points["PostcopyRunning"], new SagaInput.Stalled(TimeSpan.FromSeconds(seconds)), Sagas.Now, Rules)).ShouldBe(line);

    [Theory]
    [InlineData(119, "Reconciled(Aborting) ▸ StopTransfer")]
    [InlineData(120, "Lost ▸ ReleaseBandwidth")]
    public void A_transfer_that_does_not_stop_is_stopped_for_the_outcomes_patience(int seconds, string line) =>
        Line(Sagas.Points["OutcomeUnknown while aborting"], Verdict.Follow, seconds).ShouldBe(line);

    [Fact]
    public void A_new_coordinator_has_the_whole_patience_to_stop_a_transfer() =>
        Line(After(Sagas.Points["OutcomeUnknown while aborting"], 600, Sagas.ResumeElsewhere), Verdict.Follow, 610).ShouldBe("Reconciled(Aborting) ▸ StopTransfer");

    /// <summary>It may be a pause; what it says afterwards counts.</summary>
    [Theory]
    [InlineData("Aborting: DiscardDestination")]
    [InlineData("OutcomeUnknown while aborting")]
    public void A_destination_that_was_not_cleared_away_and_does_not_answer_is_asked_for_the_outcomes_patience(string point)
    {
        var refused = new SagaInput.StepFailed("h2: No.", Refused: true);
        var unreachable = Sagas.Inspected(SourceCondition.Runs, DestinationCondition.Unreachable);
        var discarding = After(Sagas.Points[point], 0, unreachable);

        var doubted = After(discarding, 0, refused);
        Sagas.Line(MigrationSagaLogic.Decide(doubted, unreachable, Sagas.Now.AddSeconds(119), Rules)).ShouldBe(" ▸ LookAgain");

        var again = After(doubted, 120, unreachable);
        Sagas.Line(MigrationSagaLogic.Decide(again, refused, Sagas.Now.AddSeconds(121), Rules)).ShouldBe("AbortDecided(ReleaseBandwidth, lost) ▸ ReleaseBandwidth");
    }

    /// <summary>Nothing had been ordered of the source: the VM has not left it.</summary>
    [Theory]
    [InlineData(SourceCondition.Unheard, "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination")]
    [InlineData(SourceCondition.Unreachable, "Reconciled(Aborting), AbortAdvanced(DiscardDestination) ▸ DiscardDestination")]
    [InlineData(SourceCondition.Absent, "AbortDecided(DiscardDestination, lost) ▸ DiscardDestination")]
    public void Before_a_transfer_was_ordered_a_source_that_is_not_heard_has_not_lost_its_vm(SourceCondition source, string line)
    {
        var state = Sagas.Next(Sagas.Next(Sagas.Points["DestinationPrepared"], Sagas.StepFailed), Sagas.StepFailed);

        Sagas.Line(MigrationSagaLogic.Decide(state, Sagas.Inspected(source, DestinationCondition.Waiting), Sagas.Now.AddSeconds(120), Rules)).ShouldBe(line);
    }

    /// <summary>While there was no coordinator nobody asked: a long outage must not lose a VM at the first look after it.</summary>
    [Theory]
    [InlineData("OutcomeUnknown", Verdict.AskAgain, " ▸ LookAgain")]
    [InlineData("PostcopyPaused", Verdict.Recover, " ▸ RecoverPostcopy")]
    public void A_new_coordinator_has_the_whole_patience(string point, Verdict verdict, string line) =>
        Line(After(Sagas.Points[point], 600, Sagas.ResumeElsewhere), verdict, 610).ShouldBe(line);

    private static SagaState After(SagaState state, int seconds, SagaInput input) =>
        MigrationSagaLogic.Decide(state, input, Sagas.Now.AddSeconds(seconds), Rules).Events.Aggregate(state, (s, e) => s.Apply(e));

    private static string Line(SagaState state, Verdict verdict, int seconds) =>
        Sagas.Line(MigrationSagaLogic.Decide(state, Sagas.Looks[verdict], Sagas.Now.AddSeconds(seconds), Rules));
}
