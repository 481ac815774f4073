using MigrationActors.Core.Techniques;
using static MigrationActors.Core.Traffic.TrafficClass;

namespace MigrationActors.Core.Gang;

/// <summary>The rules for moving several VMs at once: thesis 4.4.2, "Performing Parallel Migrations", in the order printed. The first that applies decides.</summary>
public static class GangTechniqueRules
{
    public static IReadOnlyList<GangTechniqueRule> Parallel { get; } =
    [
        new("the source is outbound", Technique.PostCopy, t => t.Source == Outbound),
        new("the destination is inbound", Technique.PreCopy, t => t.Destination == Inbound),
        new("the source is inbound or mixed and the VMs are inbound", Technique.PreCopy, t => t.Source is Inbound or Mixed && t.Vms == Inbound),
        new("the destination is outbound or mixed and the VMs are inbound", Technique.PreCopy, t => t.Destination is Outbound or Mixed && t.Vms == Inbound),
        new("the destination is idle", Technique.PostCopy, t => t.Destination == Idle),
        new("the source is idle", Technique.PreCopy, t => t.Source == Idle),
    ];

    /// <summary>The seventh: where none of the others applies.</summary>
    public static GangTechniqueRule Default { get; } = new("no other rule applies, now or after the move", Technique.PostCopy, _ => true);
}
