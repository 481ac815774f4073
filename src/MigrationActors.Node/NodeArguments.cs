namespace MigrationActors.Node;

/// <param name="Overrides">What follows the file: <c>--Section:Key VALUE</c> pairs that win over it.</param>
public sealed record NodeArguments(string ConfigFile, string[] Overrides)
{
    public const string Usage = """
        usage: migrationd --config FILE [--Section:Key VALUE ...]

        Runs one node. FILE is the node's settings; cluster-config/ has one for each role. A setting can be overridden behind it
        (--Link:Mbps 10000) or by environment (MIGRATIOND_Link__Mbps=10000).
        """;

    public static NodeArguments? Parse(string[] arguments) =>
        arguments is ["--config", var file, .. var overrides] ? new NodeArguments(file, overrides) : null;
}
