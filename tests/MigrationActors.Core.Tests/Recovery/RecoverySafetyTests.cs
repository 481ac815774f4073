using MigrationActors.Core.Recovery;
using S = MigrationActors.Core.Recovery.SourceCondition;
using D = MigrationActors.Core.Recovery.DestinationCondition;

namespace MigrationActors.Core.Tests.Recovery;

/// <summary>What must be so in every cell, whatever the table says: never two running copies, and never none by our doing.</summary>
public sealed class RecoverySafetyTests
{
    private static readonly IReadOnlyList<(S Source, D Destination)> Cells =
        [.. Enum.GetValues<S>().SelectMany(_ => Enum.GetValues<D>(), (s, d) => (s, d))];

    /// <summary>At once and at the deadline.</summary>
    private static IEnumerable<(S Source, D Destination, Verdict Verdict)> All =>
        Cells.SelectMany(c => new[] { (c.Source, c.Destination, RecoveryTable.Decide(c.Source, c.Destination)), (c.Source, c.Destination, RecoveryTable.AtTheDeadline(c.Source, c.Destination)) });

    [Fact]
    public void The_source_is_retired_only_where_the_destination_runs_the_vm_whole_and_the_source_does_not() =>
        With(Verdict.Finish).ShouldAllBe(c => c.Destination == D.Runs && c.Source != S.Runs && c.Source != S.Sending);

    [Fact]
    public void It_is_given_up_only_where_the_source_has_the_vm_whole_and_the_destination_is_not_said_to_run_it()
    {
        With(Verdict.GiveUp).ShouldAllBe(c => c.Source == S.Runs || c.Source == S.Stopped);
        With(Verdict.GiveUp).ShouldAllBe(c => c.Destination != D.Runs && c.Destination != D.RunsPostcopy && c.Destination != D.PostcopyPaused);
    }

    [Fact]
    public void A_transfer_is_started_only_where_nothing_has_moved() =>
        With(Verdict.Start).ShouldAllBe(c => (c.Source == S.Runs || c.Source == S.Stopped) && c.Destination == D.Waiting);

    [Fact]
    public void A_destination_is_cleared_away_only_where_it_has_never_run_the_vm() =>
        With(Verdict.LostAtSource).ShouldAllBe(c => c.Source == S.Absent && (c.Destination == D.Waiting || c.Destination == D.Receiving));

    /// <summary>All of the memory may have come in just before the source died; such a guest starts by itself.</summary>
    [Fact]
    public void A_destination_that_receives_is_never_cleared_away_at_once_after_its_source_died() =>
        RecoveryTable.Decide(S.Absent, D.Receiving).ShouldBe(Verdict.AskAgain);

    [Fact]
    public void A_vm_that_one_side_has_whole_is_never_called_lost_unless_the_other_claims_it_too()
    {
        var lost = With(Verdict.Lost).Concat(With(Verdict.LostAtSource)).ToList();
        lost.ShouldNotContain(c => c.Source == S.Sending);
        lost.Where(c => c.Source is S.Runs or S.Stopped).ShouldAllBe(c => c.Destination == D.Runs || c.Destination == D.RunsPostcopy || c.Destination == D.PostcopyPaused);
        lost.Where(c => c.Destination == D.Runs).ShouldAllBe(c => c.Source == S.Runs);
    }

    [Fact]
    public void Nothing_is_called_lost_at_once_while_a_side_could_not_be_asked() =>
        Cells.Where(c => c.Source is S.Unheard or S.Unreachable || c.Destination is D.Unheard or D.Unreachable)
            .ShouldAllBe(c => RecoveryTable.Decide(c.Source, c.Destination) != Verdict.Lost && RecoveryTable.Decide(c.Source, c.Destination) != Verdict.LostAtSource);

    [Fact]
    public void A_post_copy_is_never_given_up_and_never_started_anew() =>
        All.Where(c => c.Source is S.SendingPostcopy or S.PostcopyPaused).ShouldAllBe(c => c.Verdict != Verdict.GiveUp && c.Verdict != Verdict.Start && c.Verdict != Verdict.LostAtSource);

    [Fact]
    public void Only_a_paused_post_copy_is_recovered() => With(Verdict.Recover).ShouldAllBe(c => c.Source == S.PostcopyPaused);

    [Fact]
    public void At_the_deadline_nobody_asks_or_tries_again() =>
        Cells.Select(c => RecoveryTable.AtTheDeadline(c.Source, c.Destination)).ShouldAllBe(v => v != Verdict.AskAgain && v != Verdict.Recover);

    [Fact]
    public void What_can_be_settled_at_once_is_settled_the_same_at_the_deadline() =>
        Cells.Where(c => RecoveryTable.Decide(c.Source, c.Destination) is not (Verdict.AskAgain or Verdict.Recover))
            .ShouldAllBe(c => RecoveryTable.AtTheDeadline(c.Source, c.Destination) == RecoveryTable.Decide(c.Source, c.Destination));

    private static IEnumerable<(S Source, D Destination, Verdict Verdict)> With(Verdict verdict) => All.Where(c => c.Verdict == verdict);
}
