using MigrationActors.Bench.Measuring;

namespace MigrationActors.Bench.Failover;

/// <summary>One run of <c>bench failover</c>; times in milliseconds.</summary>
/// <param name="Saturated">Whether four TCP flows filled the link between the hosts all along.</param>
public sealed record FailoverReport(double LinkMbps, bool Saturated, IReadOnlyList<FailoverRound> Rounds)
{
    /// <summary>From the kill until the new coordinator's commands reach every host.</summary>
    public double MedianMs => Median.Of(Rounds.Select(r => r.CommandsMs));

    public double MaximumMs => Rounds.Max(r => r.CommandsMs);
}
