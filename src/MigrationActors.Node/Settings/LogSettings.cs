namespace MigrationActors.Node.Settings;

public sealed record LogSettings
{
    /// <summary>Verbose, Debug, Information, Warning or Error.</summary>
    public string Level { get; init; } = "Information";

    /// <summary>Where the traffic log goes, rotated by size.</summary>
    public string Directory { get; init; } = "/var/log/migration-actors";
}
