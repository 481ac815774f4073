namespace MigrationActors.Qemu.Commands;

/// <summary>Where a migration stands, as one side's QEMU sees it. What QEMU adds later is Other.</summary>
public enum MigrationStatus
{
    /// <summary>There has been no migration.</summary>
    None,
    Other,
    Setup,
    Active,
    PreSwitchover,

    /// <summary>The devices' state is being sent.</summary>
    Device,
    PostcopyActive,

    /// <summary>The link broke in post-copy. The guest needs both sides: recover, never cancel.</summary>
    PostcopyPaused,
    PostcopyRecover,
    Completed,
    Failed,
    Cancelling,
    Cancelled,
}
