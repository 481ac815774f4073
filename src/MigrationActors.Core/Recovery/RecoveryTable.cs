using S = MigrationActors.Core.Recovery.SourceCondition;
using D = MigrationActors.Core.Recovery.DestinationCondition;

namespace MigrationActors.Core.Recovery;

/// <summary>
/// What the source says × what the destination says → what to do. One table for every occasion: a new coordinator, a host that
/// fell silent, a transfer that failed, a paused post-copy. The README of this project prints it; a test holds both together.
/// </summary>
public static class RecoveryTable
{
    /// <remarks>
    /// A source that sends is the authority on its transfer: it notices by itself what becomes of the destination. Two running
    /// copies are never assumed from one look, because the two answers are not of one instant.
    /// </remarks>
    public static Verdict Decide(SourceCondition source, DestinationCondition destination) => (source, destination) switch
    {
        (S.Sending, _) => Verdict.Follow,

        // Its memory was in two places, and one of them is gone.
        (S.SendingPostcopy or S.PostcopyPaused, D.Absent) => Verdict.Lost,
        (S.SendingPostcopy, _) => Verdict.FollowPostcopy,
        (S.PostcopyPaused, D.Runs) => Verdict.Finish,

        // A guest that waits for a page may block QMP; recovering goes beside QEMU's main loop.
        (S.PostcopyPaused, D.Unreachable or D.RunsPostcopy or D.PostcopyPaused) => Verdict.Recover,

        (S.Runs or S.Stopped, D.Waiting) => Verdict.Start,
        (S.Runs or S.Stopped, D.Absent or D.Receiving or D.Stopped) => Verdict.GiveUp,
        (S.Runs, D.Unreachable) => Verdict.GiveUp,

        (S.Sent or S.Absent or S.Unreachable, D.Runs) => Verdict.Finish,
        (S.Sent, D.Absent) => Verdict.Lost,

        (S.Absent, D.Waiting) => Verdict.LostAtSource,
        (S.Absent, D.Absent or D.RunsPostcopy or D.PostcopyPaused) => Verdict.Lost,

        _ => Verdict.AskAgain,
    };

    /// <summary>What to do when asking again has not helped for as long as the settings allow.</summary>
    /// <returns>Never <see cref="Verdict.AskAgain"/>.</returns>
    public static Verdict AtTheDeadline(SourceCondition source, DestinationCondition destination) => Decide(source, destination) switch
    {
        Verdict.AskAgain => (source, destination) switch
        {
            // The source cannot be asked, but nothing is missing at the destination.
            (not S.Runs, D.Runs) => Verdict.Finish,

            // The guest never left.
            (S.Runs or S.Stopped, D.Unheard or D.Unreachable) => Verdict.GiveUp,

            // All of it might have come in just before the source died; then the guest would have run long since.
            (S.Absent, D.Receiving) => Verdict.LostAtSource,
            _ => Verdict.Lost,
        },
        Verdict.Recover => Verdict.Lost,
        var settled => settled,
    };
}
