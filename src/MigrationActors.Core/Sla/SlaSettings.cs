namespace MigrationActors.Core.Sla;

/// <summary>
/// The SLA a workload type stands for, in shares of the link. The thesis names the types (5.2) but prints no numbers:
/// these defaults are the product's own.
/// </summary>
public sealed record SlaSettings
{
    public SlaShare Transactional { get; init; } = new(0.30, 0.50);

    public SlaShare Analytical { get; init; } = new(0.25, 0.45);

    public SlaShare ContentDelivery { get; init; } = new(0.30, 0.60);

    public SlaShare Development { get; init; } = new(0.05, 0.20);

    public SlaShare Batch { get; init; } = new(0.10, 0.30);

    public SlaShare Archival { get; init; } = new(0.01, 0.05);

    public SlaShare For(WorkloadType workload) => workload switch
    {
        WorkloadType.Transactional => Transactional,
        WorkloadType.Analytical => Analytical,
        WorkloadType.ContentDelivery => ContentDelivery,
        WorkloadType.Development => Development,
        WorkloadType.Batch => Batch,
        WorkloadType.Archival => Archival,
        _ => throw new ArgumentOutOfRangeException(nameof(workload), workload, "There is no such workload type."),
    };
}
