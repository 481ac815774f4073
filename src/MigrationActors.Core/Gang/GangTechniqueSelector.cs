using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Gang;

/// <summary>Chooses how to move several VMs at once from one host to another (Algorithm 3 line 35, thesis 4.4.2).</summary>
public static class GangTechniqueSelector
{
    /// <summary>
    /// By the rules on the measured traffic; where none applies, by the same rules on the traffic after the move ("based on current and
    /// post-migration traffic profiles"); else the default. A forced technique and one that a host cannot do are treated as for one VM.
    /// </summary>
    /// <param name="now">As measured.</param>
    /// <param name="after">As predicted after the move: the source less the VMs' traffic, the destination with it.</param>
    public static TechniqueSelection Select(GangTraffic now, GangTraffic after, Technique? forced, PostCopyCapability postCopy)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(after);
        if (forced is { } technique)
        {
            return WhatHostsCanDo.Forced(technique, postCopy);
        }

        if (First(now) is { } measured)
        {
            return WhatHostsCanDo.ByRule(measured.Choice, measured.Name, postCopy);
        }

        return First(after) is { } predicted
            ? WhatHostsCanDo.ByRule(predicted.Choice, $"no rule applies now; after the move {predicted.Name}", postCopy)
            : WhatHostsCanDo.ByRule(GangTechniqueRules.Default.Choice, GangTechniqueRules.Default.Name, postCopy);
    }

    private static GangTechniqueRule? First(GangTraffic traffic) => GangTechniqueRules.Parallel.FirstOrDefault(r => r.Applies(traffic));
}
