using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Running;

namespace MigrationActors.Simulation.Tests.Running;

public sealed class SeedTests
{
    /// <summary>Other seeds than those that somebody who changes a line runs first.</summary>
    private const long First = 1000;

    [Fact(Skip = "Sagas do not give up on guests that never converge yet, nor recover a paused post-copy: see 'scripts/simulate --seeds 100'.")]
    public void No_promise_is_broken_in_fifty_runs_among_faults()
    {
        var broken = new List<string>();
        var completed = 0;
        for (var seed = First; seed < First + 50; seed++)
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
