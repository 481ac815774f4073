using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>Every point of a migration's life times every input. What is not in the table is late or repeated: nothing happens.</summary>
public sealed class SagaTableTests
{
    private const string InPostcopy =
        "refused: Post-copy has begun: the VM's memory is on both hosts, and cancelling now would lose the VM. It goes on to the destination.";

    private const string HasMoved =
        "refused: The VM has already moved; only the tidying is left. To bring it back, migrate it the other way.";

    private static readonly Dictionary<(string Point, string Input), string> Expected = new()
    {
        [("Decided", "Resume")] = " ▸ PrepareDestination",
        [("Decided", "Cancel")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Decided", "DestinationReady")] = "DestinationPrepared ▸ ReserveBandwidth",
        [("Decided", "StepFailed")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",

        [("DestinationPrepared", "Resume")] = " ▸ ReserveBandwidth",
        [("DestinationPrepared", "Cancel")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("DestinationPrepared", "ReservationHeld")] = "BandwidthReserved ▸ StartTransfer",
        [("DestinationPrepared", "StepFailed")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",

        [("Reserved", "Resume")] = " ▸ StartTransfer",
        [("Reserved", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Reserved", "TransferAccepted")] = "TransferStarted",
        [("Reserved", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Reserved", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Reserved", "TransferFailed, source dead")] = "Lost ▸ ReleaseBandwidth",
        [("Reserved", "StepFailed")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        [("Transferring", "Resume")] = " ▸ StartTransfer",
        [("Transferring", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Transferring", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring", "TransferFailed, source dead")] = "Lost ▸ ReleaseBandwidth",
        [("Transferring", "StepFailed")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        [("Transferring hybrid", "Resume")] = " ▸ StartTransfer",
        [("Transferring hybrid", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring hybrid", "PassCompleted")] = "PostcopyOrdered ▸ StartPostcopy",
        [("Transferring hybrid", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Transferring hybrid", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring hybrid", "TransferFailed, source dead")] = "Lost ▸ ReleaseBandwidth",
        [("Transferring hybrid", "StepFailed")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        // A source that has been taken up again is told again to switch: the order may not have reached it.
        [("PostcopyRunning", "Resume")] = " ▸ StartTransfer",
        [("PostcopyRunning", "TransferAccepted")] = " ▸ StartPostcopy",
        [("PostcopyRunning", "Cancel")] = InPostcopy,
        [("PostcopyRunning", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("PostcopyRunning", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("PostcopyRunning", "TransferFailed, source dead")] = "Lost ▸ ReleaseBandwidth",

        [("Transferred", "Resume")] = " ▸ ConfirmDestination",
        [("Transferred", "Cancel")] = HasMoved,
        [("Transferred", "DestinationRuns")] = "SwitchedOver ▸ RetireSource",
        [("Transferred", "StepFailed")] = "Lost ▸ ReleaseBandwidth",

        [("SwitchedOver", "Resume")] = " ▸ RetireSource",
        [("SwitchedOver", "Cancel")] = HasMoved,
        [("SwitchedOver", "SourceGone")] = "SourceRetired ▸ ReleaseBandwidth",
        [("SwitchedOver", "StepFailed")] = "SourceRetired ▸ ReleaseBandwidth",

        [("SourceRetired", "Resume")] = " ▸ ReleaseBandwidth",
        [("SourceRetired", "Cancel")] = HasMoved,
        [("SourceRetired", "ReservationGone")] = "BandwidthReleased, Completed",

        [("Aborting: StopTransfer", "Resume")] = " ▸ StopTransfer",
        [("Aborting: StopTransfer", "TransferCompleted")] = "AbortOvertaken, TransferCompleted ▸ ConfirmDestination",
        [("Aborting: StopTransfer", "TransferFailed, source runs")] = "AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", "TransferFailed, source dead")] = "Lost ▸ ReleaseBandwidth",
        [("Aborting: StopTransfer", "TransferStopped")] = "AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", "StepFailed")] = "Lost ▸ ReleaseBandwidth",

        [("Aborting: DiscardDestination", "Resume")] = " ▸ DiscardDestination",
        [("Aborting: DiscardDestination", "DestinationGone")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",
        [("Aborting: DiscardDestination", "StepFailed")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",

        [("Aborting: ReleaseBandwidth", "Resume")] = " ▸ ReleaseBandwidth",
        [("Aborting: ReleaseBandwidth", "ReservationGone")] = "BandwidthReleased, Cancelled",

        [("Completed", "Cancel")] = "refused: The migration is over (Completed).",
        [("Failed", "Cancel")] = "refused: The migration is over (Failed).",
        [("Cancelled", "Cancel")] = "refused: The migration is over (Cancelled).",
        [("Lost", "Cancel")] = "refused: The migration is over (Lost).",
    };

    public static TheoryData<string, string> Everything()
    {
        var data = new TheoryData<string, string>();
        foreach (var (point, input) in Sagas.Points.Keys.SelectMany(p => Sagas.Inputs.Keys, (p, i) => (p, i)))
        {
            data.Add(point, input);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Each_input_at_each_point_gives_the_step_in_the_table(string point, string input)
    {
        var step = MigrationSagaLogic.Decide(Sagas.Points[point], Sagas.Inputs[input], Sagas.Now);

        Sagas.Line(step).ShouldBe(Expected.GetValueOrDefault((point, input), ""));
    }

    [Fact]
    public void The_table_names_only_points_and_inputs_that_exist() =>
        Expected.Keys.ShouldAllBe(k => Sagas.Points.ContainsKey(k.Point) && Sagas.Inputs.ContainsKey(k.Input));

    [Fact]
    public void The_points_are_at_the_phases_they_are_named_after() =>
        Sagas.Points.ShouldAllBe(p => p.Key.StartsWith(p.Value.Phase.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Before_a_beginning_there_is_no_migration()
    {
        foreach (var (name, input) in Sagas.Inputs.Where(i => i.Key != "Begin"))
        {
            Sagas.Line(MigrationSagaLogic.Decide(SagaState.Empty, input, Sagas.Now)).ShouldBe("refused: There is no such migration.", name);
        }
    }
}
