using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Techniques;

/// <summary>Chooses how to move one VM (Algorithm 1, lines 7 to 18).</summary>
public static class TechniqueSelector
{
    /// <summary>
    /// A forced technique wins, or is refused where a side cannot do it: the caller asked for that one and no other. A
    /// post-copy that a rule chose falls back to pre-copy instead.
    /// </summary>
    public static TechniqueSelection Select(TrafficClass source, TrafficClass destination, Technique? forced, PostCopyCapability postCopy)
    {
        if (forced is { } technique)
        {
            return WhatHostsCanDo.Forced(technique, postCopy);
        }

        var rule = TechniqueRules.Single.First(r => r.Applies(source, destination));
        return WhatHostsCanDo.ByRule(rule.Choice, rule.Name, postCopy);
    }
}
