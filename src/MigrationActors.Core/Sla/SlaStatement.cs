namespace MigrationActors.Core.Sla;

/// <summary>What a VM's definition says about its SLA: bounds, or a workload type, or neither. Bounds win over a type.</summary>
public sealed record SlaStatement(SlaBounds? Bounds, WorkloadType? Workload)
{
    public static SlaStatement None { get; } = new(null, null);
}
