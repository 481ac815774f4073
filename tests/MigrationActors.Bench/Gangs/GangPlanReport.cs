namespace MigrationActors.Bench.Gangs;

/// <summary>One run of <c>bench plan</c>.</summary>
/// <param name="Rounds">How often each size was planned; the medians are reported.</param>
public sealed record GangPlanReport(int Hosts, int Rounds, IReadOnlyList<GangPlanCost> Sizes);
