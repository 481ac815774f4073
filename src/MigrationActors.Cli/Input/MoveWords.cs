namespace MigrationActors.Cli.Input;

/// <summary>The words that say how VMs are moved, as options and files take them.</summary>
internal static class MoveWords
{
    public static readonly string[] Urgencies = ["high", "medium", "low"];
    public static readonly string[] Techniques = ["auto", "precopy", "postcopy", "hybrid"];
    public static readonly string[] Strategies = ["auto", "serial", "parallel"];
}
