using MigrationActors.Core.Sla;

namespace MigrationActors.Qemu.Vms;

/// <summary>The workload types as definitions write them.</summary>
public static class WorkloadNames
{
    private static readonly Dictionary<string, WorkloadType> ByName = new(StringComparer.Ordinal)
    {
        ["transactional"] = WorkloadType.Transactional,
        ["analytical"] = WorkloadType.Analytical,
        ["content-delivery"] = WorkloadType.ContentDelivery,
        ["development"] = WorkloadType.Development,
        ["batch"] = WorkloadType.Batch,
        ["archival"] = WorkloadType.Archival,
    };

    public static IReadOnlyCollection<string> All => ByName.Keys;

    public static string NameOf(WorkloadType workload) => ByName.First(pair => pair.Value == workload).Key;

    public static WorkloadType? Find(string name) => ByName.TryGetValue(name, out var workload) ? workload : null;
}
