using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Techniques;

/// <summary>The rules for moving one VM: Algorithm 1, lines 8 to 18. The first that applies decides; the last always does.</summary>
public static class TechniqueRules
{
    public static IReadOnlyList<TechniqueRule> Single { get; } =
    [
        new("the source is outbound", Technique.PostCopy, (source, _) => source == TrafficClass.Outbound),
        new("the source is inbound", Technique.PreCopy, (source, _) => source == TrafficClass.Inbound),
        new("the destination is idle", Technique.PostCopy, (_, destination) => destination == TrafficClass.Idle),
        new("the source is idle", Technique.PreCopy, (source, _) => source == TrafficClass.Idle),
        new("no other rule applies", Technique.PostCopy, (_, _) => true),
    ];
}
