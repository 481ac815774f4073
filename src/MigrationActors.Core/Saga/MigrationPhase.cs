namespace MigrationActors.Core.Saga;

/// <summary>
/// How far a migration has come. The order of the members is the order of a migration that succeeds; the members from
/// <see cref="Completed"/> on are terminal.
/// </summary>
public enum MigrationPhase
{
    /// <summary>Nothing is known yet: the saga has no event.</summary>
    None,

    /// <summary>Accepted and persisted.</summary>
    Requested,

    /// <summary>The traffic of both hosts and of the VM is recorded.</summary>
    Profiled,

    /// <summary>Technique, rate and reservation are chosen. Next: start a QEMU that waits at the destination.</summary>
    Decided,

    /// <summary>The destination waits for the VM. Next: reserve bandwidth.</summary>
    DestinationPrepared,

    /// <summary>The reservation is up, or none is needed. Next: start the transfer; it may have started from here on.</summary>
    Reserved,

    /// <summary>The source sends memory and still runs the VM.</summary>
    Transferring,

    /// <summary>Post-copy was ordered: the VM's state is, or is about to be, on both hosts. No way back.</summary>
    PostcopyRunning,

    /// <summary>The link broke during post-copy: the VM's memory is on both hosts. Next: recover it.</summary>
    PostcopyPaused,

    /// <summary>The source has sent everything. Next: see the VM run at the destination.</summary>
    Transferred,

    /// <summary>The VM runs at the destination. Next: retire the source's QEMU.</summary>
    SwitchedOver,

    /// <summary>The source's QEMU is gone. Next: lift the reservation.</summary>
    SourceRetired,

    /// <summary>Every rule is lifted.</summary>
    Released,

    /// <summary>Giving up while the VM stays at the source: the transfer is being stopped and everything tidied.</summary>
    Aborting,

    /// <summary>It is not known where the VM is. Next: ask both hosts until it is.</summary>
    OutcomeUnknown,

    /// <summary>The VM runs at the destination, and only there.</summary>
    Completed,

    /// <summary>
    /// The VM runs at the source, and only there; the reason says why it did not move. Where the source never told of the VM, nothing is
    /// said of the VM either: the reason is all that is known.
    /// </summary>
    Failed,

    /// <summary>As <see cref="Failed"/>, by the user's wish.</summary>
    Cancelled,

    /// <summary>No complete copy of the VM is left, or none can be proven.</summary>
    Lost,
}
