namespace MigrationActors.Core.Sla;

/// <summary>The kinds of workload the thesis evaluates (5.2), used as SLA classes.</summary>
public enum WorkloadType
{
    Transactional,
    Analytical,
    ContentDelivery,
    Development,
    Batch,
    Archival,
}
