namespace MigrationActors.Qemu.Commands;

/// <summary>QEMU's words for <see cref="MigrationStatus"/>.</summary>
public static class MigrationStatusNames
{
    /// <param name="raw">As query-migrate and the MIGRATION event say it; null or empty for a QEMU that never migrated.</param>
    public static MigrationStatus Parse(string? raw) => raw switch
    {
        null or "" or "none" => MigrationStatus.None,
        "setup" or "wait-unplug" => MigrationStatus.Setup,
        "active" => MigrationStatus.Active,
        "pre-switchover" => MigrationStatus.PreSwitchover,
        "device" => MigrationStatus.Device,
        "postcopy-active" => MigrationStatus.PostcopyActive,
        "postcopy-paused" => MigrationStatus.PostcopyPaused,
        "postcopy-recover" or "postcopy-recover-setup" => MigrationStatus.PostcopyRecover,
        "completed" => MigrationStatus.Completed,
        "failed" => MigrationStatus.Failed,
        "cancelling" => MigrationStatus.Cancelling,
        "cancelled" => MigrationStatus.Cancelled,
        _ => MigrationStatus.Other,
    };

    /// <summary>Nothing moves any more: completed, failed or cancelled.</summary>
    public static bool HasEnded(this MigrationStatus status) =>
        status is MigrationStatus.Completed or MigrationStatus.Failed or MigrationStatus.Cancelled;

    /// <summary>The guest runs at the destination and its memory is on both sides: neither side may be cancelled or stopped.</summary>
    public static bool IsPostcopy(this MigrationStatus status) =>
        status is MigrationStatus.PostcopyActive or MigrationStatus.PostcopyPaused or MigrationStatus.PostcopyRecover;
}
