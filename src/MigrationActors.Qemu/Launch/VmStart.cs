namespace MigrationActors.Qemu.Launch;

/// <summary>What a started QEMU does first.</summary>
public enum VmStart
{
    /// <summary>Run the guest from its beginning.</summary>
    Boot,

    /// <summary>
    /// Wait for a guest from another host: where to listen is told over QMP, after the capabilities. The guest runs as soon as it has
    /// arrived, if it ran at the source.
    /// </summary>
    AwaitMigration,
}
