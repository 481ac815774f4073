namespace MigrationActors.Core.Recovery;

/// <summary>Conditions and verdicts in words for people.</summary>
public static class RecoveryWords
{
    public static string InWords(this SourceCondition condition) => condition switch
    {
        SourceCondition.Unheard => "does not answer",
        SourceCondition.Unreachable => "has a QEMU that does not answer",
        SourceCondition.Absent => "has no QEMU of the VM",
        SourceCondition.Runs => "runs the VM",
        SourceCondition.Stopped => "holds the VM, stopped",
        SourceCondition.Sending => "is sending the VM",
        SourceCondition.SendingPostcopy => "is sending the rest of its memory",
        SourceCondition.PostcopyPaused => "has a paused post-copy",
        _ => "has sent the VM",
    };

    public static string InWords(this DestinationCondition condition) => condition switch
    {
        DestinationCondition.Unheard => "does not answer",
        DestinationCondition.Unreachable => "has a QEMU that does not answer",
        DestinationCondition.Absent => "has no QEMU of the VM",
        DestinationCondition.Waiting => "waits for the VM",
        DestinationCondition.Receiving => "is receiving the VM",
        DestinationCondition.RunsPostcopy => "runs the VM and waits for the rest of its memory",
        DestinationCondition.PostcopyPaused => "has a paused post-copy",
        DestinationCondition.Runs => "runs the VM",
        _ => "holds the VM, stopped",
    };

    public static string InWords(this Verdict verdict) => verdict switch
    {
        Verdict.AskAgain => "asked again",
        Verdict.Start => "nothing has moved yet",
        Verdict.Follow => "the transfer is followed",
        Verdict.FollowPostcopy => "the post-copy is followed",
        Verdict.Recover => "the post-copy is recovered",
        Verdict.GiveUp => "the VM stays at the source",
        Verdict.Finish => "the VM has moved; the source is retired",
        _ => "the VM is lost",
    };
}
