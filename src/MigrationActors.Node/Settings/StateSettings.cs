namespace MigrationActors.Node.Settings;

public sealed record StateSettings
{
    /// <summary>
    /// What this host's agent has to know after a restart: the coordinator's epoch, and its reservations. On a disk that outlives the host's
    /// restarts.
    /// </summary>
    public string Directory { get; init; } = "/var/lib/migration-actors";
}
