using MigrationActors.Core.Techniques;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>Under what the way is measured.</summary>
/// <param name="Saturated">Whether applications fill the link of the host that the VM leaves.</param>
/// <param name="Technique">Forced on both; null: the product chooses, and the script does pre-copy.</param>
/// <param name="Rounds">Moves by each, in pairs.</param>
public sealed record PathScenario(string Name, bool Saturated, Technique? Technique, int Rounds)
{
    public static IReadOnlyList<PathScenario> All { get; } =
    [
        new("idle link, pre-copy", Saturated: false, Core.Techniques.Technique.PreCopy, Rounds: 5),
        new("idle link, auto", Saturated: false, Technique: null, Rounds: 3),
        new("saturated link, auto", Saturated: true, Technique: null, Rounds: 3),
    ];
}
