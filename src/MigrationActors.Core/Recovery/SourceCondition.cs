namespace MigrationActors.Core.Recovery;

/// <summary>What is known of a VM at the source of its migration, after asking there.</summary>
public enum SourceCondition
{
    /// <summary>The host's agent did not answer: anything may be true.</summary>
    Unheard,

    /// <summary>QEMU is there, but does not answer over QMP.</summary>
    Unreachable,

    /// <summary>The agent looked: there is no QEMU of this VM.</summary>
    Absent,

    /// <summary>The guest runs and no migration is under way.</summary>
    Runs,

    /// <summary>The guest is whole here, does not run, and has not been sent: stopped by hand, or by an error of its disk.</summary>
    Stopped,

    /// <summary>A pre-copy is under way; the guest runs here, or is handed over just now.</summary>
    Sending,

    /// <summary>A post-copy is under way: the guest has left, part of its memory has not.</summary>
    SendingPostcopy,

    /// <summary>A post-copy whose link broke.</summary>
    PostcopyPaused,

    /// <summary>Everything was sent, and the destination acknowledged it.</summary>
    Sent,
}
