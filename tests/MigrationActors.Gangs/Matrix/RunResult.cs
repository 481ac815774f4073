using MigrationActors.Gangs.Expectation;

namespace MigrationActors.Gangs.Matrix;

/// <summary>What came of one gang under one combination.</summary>
/// <param name="Expected">By Algorithm 3, restated.</param>
/// <param name="Observed">As the migrations say.</param>
/// <param name="KernelMost">The most reservations that tc had at a time at the source's uplink.</param>
/// <param name="KernelMbps">Their guarantees when there were that many first, in Mbit/s.</param>
/// <param name="PredictedTotalMs">The gang's total migration time as the thesis defines it, from the plan that was asked for before; milliseconds.</param>
/// <param name="MeasuredTotalMs">The same, as it came.</param>
/// <param name="PredictedDowntimeMs">The gang's downtime, likewise.</param>
/// <param name="MeasuredDowntimeMs">Likewise.</param>
/// <param name="GuestsAlive">Of <paramref name="Guests"/>, those that run once, where they should, and went on all the time.</param>
/// <param name="RulesLeft">Lines of tc that were not there before.</param>
/// <param name="Differences">What is not as expected, a sentence each.</param>
/// <param name="Violations">What must never be, a sentence each.</param>
public sealed record RunResult(
    int Number,
    string Combination,
    string Gang,
    string? GangId,
    string Source,
    string Destination,
    IReadOnlyList<MemberFacts> Expected,
    IReadOnlyList<MemberFacts> Observed,
    int KernelMost,
    IReadOnlyList<double> KernelMbps,
    double? PredictedTotalMs,
    double? MeasuredTotalMs,
    double? PredictedDowntimeMs,
    double? MeasuredDowntimeMs,
    int Guests,
    int GuestsAlive,
    int RulesLeft,
    IReadOnlyList<string> Differences,
    IReadOnlyList<string> Violations)
{
    public bool IsAsExpected => Differences.Count == 0;
}
