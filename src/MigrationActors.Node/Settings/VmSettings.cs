namespace MigrationActors.Node.Settings;

public sealed record VmSettings
{
    /// <summary>One folder per running VM: its definition, sockets, console. Short: a UNIX socket's path has 107 bytes.</summary>
    public string Directory { get; init; } = "/run/migration-actors/vms";

    /// <summary>The TCP ports that incoming migrations listen on.</summary>
    public int FirstPort { get; init; } = 49152;

    public int LastPort { get; init; } = 49215;
}
