namespace MigrationActors.Chaos.Plans;

/// <summary>The targets as the command line names them.</summary>
public static class KillTargets
{
    private static readonly (string Name, KillTarget Target)[] All =
    [
        ("coordinator", KillTarget.Coordinator), ("source-agent", KillTarget.SourceAgent), ("destination-agent", KillTarget.DestinationAgent),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(t => t.Name)];

    /// <param name="name">One of <see cref="Names"/>.</param>
    public static KillTarget Parse(string name) => All.Single(t => t.Name == name).Target;

    public static string NameOf(KillTarget target) => All.Single(t => t.Target == target).Name;
}
