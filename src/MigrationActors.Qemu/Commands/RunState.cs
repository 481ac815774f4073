namespace MigrationActors.Qemu.Commands;

/// <summary>Whether a guest's CPUs run, and why not (QEMU's RunState). What QEMU adds later is Other.</summary>
public enum RunState
{
    Other,
    Running,
    Paused,

    /// <summary>A destination that waits for, or receives, the guest.</summary>
    InMigrate,

    /// <summary>A source whose guest has left. To continue it would make two running copies.</summary>
    PostMigrate,

    /// <summary>A source that hands over.</summary>
    FinishMigrate,
    PreLaunch,
    Shutdown,
    Suspended,
    IoError,
    InternalError,
    GuestPanicked,
    Watchdog,
}
