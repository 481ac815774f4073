namespace MigrationActors.Core.Recovery;

/// <summary>What is known of a VM at the destination of its migration, after asking there.</summary>
public enum DestinationCondition
{
    /// <summary>The host's agent did not answer: anything may be true.</summary>
    Unheard,

    /// <summary>QEMU is there, but does not answer over QMP. In post-copy that may be a guest that waits for a page.</summary>
    Unreachable,

    /// <summary>The agent looked: there is no QEMU of this VM.</summary>
    Absent,

    /// <summary>QEMU waits for the guest; nothing has come yet.</summary>
    Waiting,

    /// <summary>Memory is coming in; the guest does not run here.</summary>
    Receiving,

    /// <summary>The guest runs here, part of its memory is still at the source.</summary>
    RunsPostcopy,

    /// <summary>A post-copy whose link broke.</summary>
    PostcopyPaused,

    /// <summary>The guest runs here with all of its memory.</summary>
    Runs,

    /// <summary>QEMU is there, received nothing more and does not run the guest.</summary>
    Stopped,
}
