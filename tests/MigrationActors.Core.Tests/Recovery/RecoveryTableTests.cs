using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Tests.Recovery;

/// <summary>Every cell, written out: what the source says (rows) × what the destination says (columns).</summary>
public sealed class RecoveryTableTests
{
    private const string AtOnce = """
        .                Unheard         Unreachable     Absent    Waiting         Receiving       RunsPostcopy    PostcopyPaused  Runs            Stopped
        Unheard          AskAgain        AskAgain        AskAgain  AskAgain        AskAgain        AskAgain        AskAgain        AskAgain        AskAgain
        Unreachable      AskAgain        AskAgain        AskAgain  AskAgain        AskAgain        AskAgain        AskAgain        Finish          AskAgain
        Absent           AskAgain        AskAgain        Lost      LostAtSource    AskAgain        Lost            Lost            Finish          AskAgain
        Runs             AskAgain        GiveUp          GiveUp    Start           GiveUp          AskAgain        AskAgain        AskAgain        GiveUp
        Stopped          AskAgain        AskAgain        GiveUp    Start           GiveUp          AskAgain        AskAgain        AskAgain        GiveUp
        Sending          Follow          Follow          Follow    Follow          Follow          Follow          Follow          Follow          Follow
        SendingPostcopy  FollowPostcopy  FollowPostcopy  Lost      FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy
        PostcopyPaused   AskAgain        Recover         Lost      AskAgain        AskAgain        Recover         Recover         Finish          AskAgain
        Sent             AskAgain        AskAgain        Lost      AskAgain        AskAgain        AskAgain        AskAgain        Finish          AskAgain
        """;

    private const string AfterAskingForLong = """
        .                Unheard         Unreachable     Absent    Waiting         Receiving       RunsPostcopy    PostcopyPaused  Runs            Stopped
        Unheard          Lost            Lost            Lost      Lost            Lost            Lost            Lost            Finish          Lost
        Unreachable      Lost            Lost            Lost      Lost            Lost            Lost            Lost            Finish          Lost
        Absent           Lost            Lost            Lost      LostAtSource    LostAtSource    Lost            Lost            Finish          Lost
        Runs             GiveUp          GiveUp          GiveUp    Start           GiveUp          Lost            Lost            Lost            GiveUp
        Stopped          GiveUp          GiveUp          GiveUp    Start           GiveUp          Lost            Lost            Finish          GiveUp
        Sending          Follow          Follow          Follow    Follow          Follow          Follow          Follow          Follow          Follow
        SendingPostcopy  FollowPostcopy  FollowPostcopy  Lost      FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy  FollowPostcopy
        PostcopyPaused   Lost            Lost            Lost      Lost            Lost            Lost            Lost            Finish          Lost
        Sent             Lost            Lost            Lost      Lost            Lost            Lost            Lost            Finish          Lost
        """;

    public static TheoryData<SourceCondition, DestinationCondition, Verdict> CellsAtOnce() => Cells(AtOnce);

    public static TheoryData<SourceCondition, DestinationCondition, Verdict> CellsAfterAskingForLong() => Cells(AfterAskingForLong);

    [Theory]
    [MemberData(nameof(CellsAtOnce))]
    public void What_is_done_at_once(SourceCondition source, DestinationCondition destination, Verdict verdict) =>
        RecoveryTable.Decide(source, destination).ShouldBe(verdict);

    [Theory]
    [MemberData(nameof(CellsAfterAskingForLong))]
    public void What_is_done_when_asking_again_has_not_helped(SourceCondition source, DestinationCondition destination, Verdict verdict) =>
        RecoveryTable.AtTheDeadline(source, destination).ShouldBe(verdict);

    [Fact]
    public void Both_tables_have_all_81_cells()
    {
        CellsAtOnce().Count.ShouldBe(81);
        CellsAfterAskingForLong().Count.ShouldBe(81);
    }

    private static TheoryData<SourceCondition, DestinationCondition, Verdict> Cells(string table)
    {
        var rows = table.Split('\n').Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var cells = new TheoryData<SourceCondition, DestinationCondition, Verdict>();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
            {
                cells.Add(Enum.Parse<SourceCondition>(row[0]), Enum.Parse<DestinationCondition>(rows[0][column]), Enum.Parse<Verdict>(row[column]));
            }
        }

        return cells;
    }
}
