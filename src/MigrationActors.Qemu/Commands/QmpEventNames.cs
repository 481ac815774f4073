namespace MigrationActors.Qemu.Commands;

/// <summary>The events that a migration is followed by.</summary>
public static class QmpEventNames
{
    /// <summary>The guest's CPUs stopped. At the source of a migration: the downtime begins.</summary>
    public const string Stop = "STOP";

    /// <summary>The guest's CPUs run. At the destination: the downtime ends.</summary>
    public const string Resume = "RESUME";

    /// <summary>A migration changed its status.</summary>
    public const string Migration = "MIGRATION";

    /// <summary>A source began a pass over the memory.</summary>
    public const string MigrationPass = "MIGRATION_PASS";

    /// <summary>The guest or somebody else shuts this QEMU down.</summary>
    public const string Shutdown = "SHUTDOWN";
}
