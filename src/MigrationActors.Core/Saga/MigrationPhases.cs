namespace MigrationActors.Core.Saga;

/// <summary>Questions about a phase that more than one place asks.</summary>
public static class MigrationPhases
{
    public static bool IsTerminal(this MigrationPhase phase) => phase >= MigrationPhase.Completed;

    /// <summary>Whether QEMU's migration is, or may be, under way between the two hosts.</summary>
    public static bool IsTransferring(this MigrationPhase phase) =>
        phase is MigrationPhase.Transferring or MigrationPhase.PostcopyRunning or MigrationPhase.PostcopyPaused;

    /// <summary>Whether the VM has left for the destination, whole or in part: there is no cancelling any more.</summary>
    public static bool HasLeft(this MigrationPhase phase) => phase is >= MigrationPhase.PostcopyRunning and <= MigrationPhase.Released;
}
