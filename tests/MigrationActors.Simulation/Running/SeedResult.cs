using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Running;

/// <summary>What became of a seed.</summary>
/// <param name="Hash">The same for two runs only where they were the same, step by step.</param>
/// <param name="Trace">The latest lines, where there was a violation.</param>
public sealed record SeedResult(
    long Seed,
    Violation? Violation,
    ulong Hash,
    long Steps,
    TimeSpan Lasted,
    IReadOnlyDictionary<MigrationPhase, int> Outcomes,
    IReadOnlyList<string> Trace);
