using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Running;

namespace MigrationActors.Simulation.Tests.Running;

public sealed class SeedTests
{
    /// <summary>Other seeds than those that somebody who changes a line runs first.</summary>
    private const long First = 1000;

    private const int Count = 50;

    [Fact]
    public void No_promise_is_broken_in_fifty_runs_among_faults()
    {
        var broken = new List<string>();
        var completed = 0;
        for (var seed = First; seed < First + Count; seed++)
        {
            var result = SeedRun.Of(seed);
            completed += result.Outcomes.GetValueOrDefault(MigrationPhase.Completed);
            if (result.Violation is { } violation)
            {
                broken.Add($"scripts/simulate --seed {seed}: {violation}");
            }
        }

        broken.ShouldBeEmpty();
        completed.ShouldBeGreaterThan(30);
    }
}
