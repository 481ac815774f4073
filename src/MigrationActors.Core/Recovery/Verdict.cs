namespace MigrationActors.Core.Recovery;

/// <summary>What to do about a migration whose state was asked of both sides.</summary>
public enum Verdict
{
    /// <summary>Not enough is known, or what is said cannot last: wait a little and ask again.</summary>
    AskAgain,

    /// <summary>Both sides are ready and nothing has moved: start the transfer, unless it had been started; then give up.</summary>
    Start,

    /// <summary>A pre-copy runs: follow it.</summary>
    Follow,

    /// <summary>A post-copy runs: follow it, and never cancel it.</summary>
    FollowPostcopy,

    /// <summary>A post-copy is paused: make the destination listen anew, then resume at the source.</summary>
    Recover,

    /// <summary>The guest is at the source, whole, and the destination holds nothing that counts: clear that away.</summary>
    GiveUp,

    /// <summary>The guest runs at the destination, whole: retire the source.</summary>
    Finish,

    /// <summary>No copy is whole. What the destination holds never ran: it is cleared away.</summary>
    LostAtSource,

    /// <summary>No copy is whole, or none can be proven: nothing is touched.</summary>
    Lost,
}
