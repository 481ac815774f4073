using MigrationActors.Bench.Measuring;
using MigrationActors.Bench.DecisionPath;

namespace MigrationActors.Bench.Reporting;

/// <summary>One run of <c>bench micro</c>. Times in milliseconds.</summary>
/// <param name="DecisionPath">From the request to QMP <c>migrate</c>; printed, and nothing promised.</param>
public sealed record BenchReport(IReadOnlyList<Comparison> Comparisons, IReadOnlyList<PathCost> DecisionPath)
{
    public bool Met => Comparisons.All(c => c.Met);
}
