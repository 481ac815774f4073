using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>Every point of a migration's life times every input. What is not in the table is late or repeated: nothing happens.</summary>
public sealed class SagaTableTests
{
    private const string InPostcopy =
        "refused: Post-copy has begun: the VM's memory is on both hosts, and cancelling now would lose the VM. It goes on to the destination.";

    private const string HasMoved =
        "refused: The VM has already moved; only the tidying is left. To bring it back, migrate it the other way.";

    private const string NotKnown =
        "refused: It is not known just now where the VM is; both hosts are being asked. Cancel again when 'migctl status' says more.";

    private static readonly Dictionary<(string Point, string Input), string> Expected = new()
    {
        [("Decided", "Resume")] = " ▸ PrepareDestination",
        [("Decided", "Resume elsewhere")] = "TakenOver ▸ PrepareDestination",
        [("Decided", "Cancel")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Decided", "DestinationReady")] = "DestinationPrepared ▸ ReserveBandwidth",
        [("Decided", "StepFailed")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",

        [("DestinationPrepared", "Resume")] = " ▸ ReserveBandwidth",
        [("DestinationPrepared", "Resume elsewhere")] = "TakenOver ▸ ReserveBandwidth",
        [("DestinationPrepared", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("DestinationPrepared", "ReservationHeld")] = "BandwidthReserved ▸ StartTransfer",
        [("DestinationPrepared", "StepFailed")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        // From here on a transfer may run: it is looked at before anything is done.
        [("Reserved", "Resume")] = " ▸ Inspect",
        [("Reserved", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("Reserved", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Reserved", "TransferAccepted")] = "TransferStarted",
        [("Reserved", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Reserved", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Reserved", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("Reserved", "StepFailed")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        // The caller insisted on pre-copy, and no faster rate is allowed: these rungs are passed over.
        [("Transferring", "Resume")] = " ▸ Inspect",
        [("Transferring", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("Transferring", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Transferring", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring", "StepFailed")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring", "Look")] = " ▸ Inspect",
        [("Transferring", "Stalled")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring", "NotConverging")] = "Escalated(AutoConverge) ▸ AdjustTransfer",

        [("Transferring with leeway", "Resume")] = " ▸ Inspect",
        [("Transferring with leeway", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("Transferring with leeway", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring with leeway", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Transferring with leeway", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring with leeway", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring with leeway", "StepFailed")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring with leeway", "Look")] = " ▸ Inspect",
        [("Transferring with leeway", "Stalled")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring with leeway", "NotConverging")] = "Escalated(RaiseRate) ▸ AdjustTransfer",

        // Hybrid switches by itself.
        [("Transferring hybrid", "Resume")] = " ▸ Inspect",
        [("Transferring hybrid", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("Transferring hybrid", "PassCompleted")] = "PostcopyOrdered ▸ StartPostcopy",
        [("Transferring hybrid", "Cancel")] = "AbortDecided(StopTransfer) ▸ StopTransfer",
        [("Transferring hybrid", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("Transferring hybrid", "TransferFailed, source runs")] = "AbortDecided(DiscardDestination) ▸ DiscardDestination",
        [("Transferring hybrid", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring hybrid", "StepFailed")] = "OutcomeDoubted ▸ Inspect",
        [("Transferring hybrid", "Look")] = " ▸ Inspect",
        [("Transferring hybrid", "Stalled")] = "AbortDecided(StopTransfer) ▸ StopTransfer",

        // A source that has been taken up again is told again to switch: the order may not have reached it.
        [("PostcopyRunning", "Resume")] = " ▸ Inspect",
        [("PostcopyRunning", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("PostcopyRunning", "TransferAccepted")] = " ▸ StartPostcopy",
        [("PostcopyRunning", "Cancel")] = InPostcopy,
        [("PostcopyRunning", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("PostcopyRunning", "TransferFailed, source runs")] = "OutcomeDoubted ▸ Inspect",
        [("PostcopyRunning", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("PostcopyRunning", "StepFailed")] = " ▸ LookAgain",
        [("PostcopyRunning", "Look")] = " ▸ Inspect",
        [("PostcopyRunning", "Stalled")] = " ▸ PausePostcopy, Inspect",
        [("PostcopyRunning", "PostcopyPaused")] = "PostcopyPaused ▸ Inspect",

        [("PostcopyPaused", "Resume")] = " ▸ Inspect",
        [("PostcopyPaused", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("PostcopyPaused", "Cancel")] = InPostcopy,
        [("PostcopyPaused", "TransferCompleted")] = "TransferCompleted ▸ ConfirmDestination",
        [("PostcopyPaused", "TransferFailed, source runs")] = "OutcomeDoubted ▸ Inspect",
        [("PostcopyPaused", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("PostcopyPaused", "StepFailed")] = " ▸ LookAgain",
        [("PostcopyPaused", "Look")] = " ▸ Inspect",
        [("PostcopyPaused", "PostcopyResumed")] = "PostcopyResumed",

        [("Transferred", "Resume")] = " ▸ ConfirmDestination",
        [("Transferred", "Resume elsewhere")] = "TakenOver ▸ ConfirmDestination",
        [("Transferred", "Cancel")] = HasMoved,
        [("Transferred", "DestinationRuns")] = "SwitchedOver ▸ RetireSource",
        [("Transferred", "StepFailed")] = "OutcomeDoubted ▸ Inspect",

        [("SwitchedOver", "Resume")] = " ▸ RetireSource",
        [("SwitchedOver", "Resume elsewhere")] = "TakenOver ▸ RetireSource",
        [("SwitchedOver", "Cancel")] = HasMoved,
        [("SwitchedOver", "SourceGone")] = "SourceRetired ▸ ReleaseBandwidth",
        [("SwitchedOver", "StepFailed")] = "SourceRetired ▸ ReleaseBandwidth",

        [("SourceRetired", "Resume")] = " ▸ ReleaseBandwidth",
        [("SourceRetired", "Resume elsewhere")] = "TakenOver ▸ ReleaseBandwidth",
        [("SourceRetired", "Cancel")] = HasMoved,
        [("SourceRetired", "ReservationGone")] = "BandwidthReleased, Completed",

        [("Aborting: StopTransfer", "Resume")] = " ▸ Inspect",
        [("Aborting: StopTransfer", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("Aborting: StopTransfer", "TransferCompleted")] = "AbortOvertaken, TransferCompleted ▸ ConfirmDestination",
        [("Aborting: StopTransfer", "TransferFailed, source runs")] = "AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", "TransferFailed, source dead")] = "OutcomeDoubted ▸ Inspect",
        [("Aborting: StopTransfer", "TransferStopped")] = "AbortAdvanced(DiscardDestination) ▸ DiscardDestination",
        [("Aborting: StopTransfer", "StepFailed")] = "OutcomeDoubted ▸ Inspect",

        [("Aborting: DiscardDestination", "Resume")] = " ▸ DiscardDestination",
        [("Aborting: DiscardDestination", "Resume elsewhere")] = "TakenOver ▸ DiscardDestination",
        [("Aborting: DiscardDestination", "DestinationGone")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",
        [("Aborting: DiscardDestination", "StepFailed")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",

        [("Aborting: lost", "Resume")] = " ▸ DiscardDestination",
        [("Aborting: lost", "Resume elsewhere")] = "TakenOver ▸ DiscardDestination",
        [("Aborting: lost", "DestinationGone")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",
        [("Aborting: lost", "StepFailed")] = "AbortAdvanced(ReleaseBandwidth) ▸ ReleaseBandwidth",

        [("Aborting: ReleaseBandwidth", "Resume")] = " ▸ ReleaseBandwidth",
        [("Aborting: ReleaseBandwidth", "Resume elsewhere")] = "TakenOver ▸ ReleaseBandwidth",
        [("Aborting: ReleaseBandwidth", "ReservationGone")] = "BandwidthReleased, Cancelled",

        // News of the transfer say that it is worth asking now; what to believe, both sides say together.
        [("OutcomeUnknown", "Resume")] = " ▸ Inspect",
        [("OutcomeUnknown", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("OutcomeUnknown", "Cancel")] = NotKnown,
        [("OutcomeUnknown", "TransferCompleted")] = " ▸ Inspect",
        [("OutcomeUnknown", "TransferFailed, source runs")] = " ▸ Inspect",
        [("OutcomeUnknown", "TransferFailed, source dead")] = " ▸ Inspect",
        [("OutcomeUnknown", "Look")] = " ▸ Inspect",
        [("OutcomeUnknown", "PostcopyPaused")] = " ▸ Inspect",

        [("OutcomeUnknown while aborting", "Resume")] = " ▸ Inspect",
        [("OutcomeUnknown while aborting", "Resume elsewhere")] = "TakenOver ▸ Inspect",
        [("OutcomeUnknown while aborting", "Cancel")] = NotKnown,
        [("OutcomeUnknown while aborting", "TransferCompleted")] = " ▸ Inspect",
        [("OutcomeUnknown while aborting", "TransferFailed, source runs")] = " ▸ Inspect",
        [("OutcomeUnknown while aborting", "TransferFailed, source dead")] = " ▸ Inspect",
        [("OutcomeUnknown while aborting", "Look")] = " ▸ Inspect",
        [("OutcomeUnknown while aborting", "PostcopyPaused")] = " ▸ Inspect",

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
