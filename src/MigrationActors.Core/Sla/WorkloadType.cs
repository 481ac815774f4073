namespace MigrationActors.Core.Sla;

public enum WorkloadType
{
    Transactional,
    Analytical,
    ContentDelivery,
    Development,
    Batch,
    Archival,
}
