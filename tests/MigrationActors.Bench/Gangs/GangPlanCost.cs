namespace MigrationActors.Bench.Gangs;

/// <summary>What planning one drain costs; the median of the runs, times in milliseconds.</summary>
/// <param name="Drained">How many hosts are emptied.</param>
/// <param name="DestinationsMs">Choosing a destination for every VM.</param>
/// <param name="PlanMs">Strategy, technique, reservation, order and rates over time.</param>
/// <param name="CheckMs">The checker of its own.</param>
/// <param name="AllocatedMiB">All that was allocated on the way.</param>
/// <param name="KeptMiB">What the finished plan holds.</param>
/// <param name="Growth">Time per VM, beside that of the size before; null for the first.</param>
public sealed record GangPlanCost(
    int Vms, int Drained, double DestinationsMs, double PlanMs, double CheckMs, double AllocatedMiB, double KeptMiB, double? Growth)
{
    public double TotalMs => DestinationsMs + PlanMs + CheckMs;

    public double MsPerVm => TotalMs / Vms;
}
