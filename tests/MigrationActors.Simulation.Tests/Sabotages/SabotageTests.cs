using MigrationActors.Simulation.Running;

namespace MigrationActors.Simulation.Tests.Sabotages;

/// <summary>What the simulation is worth: a build that is broken on purpose is caught.</summary>
public sealed class SabotageTests
{
    private const int MostSeeds = 150;

    [Fact]
    public void An_agent_that_obeys_every_epoch_is_caught() => Catches(Broken.ObeysEveryEpoch);

    [Fact]
    public void A_saga_that_cancels_after_post_copy_began_is_caught() => Catches(Broken.CancelsPostcopy, "I1");

    [Fact]
    public void A_saga_that_retires_the_source_before_the_destination_runs_is_caught() => Catches(Broken.RetiresUnseen, "I1");

    [Fact]
    public void A_lease_that_never_ends_is_caught() => Catches(Broken.KeepsLeases, "I3");

    [Fact]
    public void A_saga_that_forgets_its_reservation_is_caught() => Catches(Broken.NeverReleases);

    /// <summary>Seeds that the sound build passes, until one shows what is wrong with the broken one.</summary>
    private static void Catches(Sabotage sabotage, string? invariant = null)
    {
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            if (SeedRun.Of(seed, sabotage).Violation is { } violation
                && (invariant is null || violation.Invariant == invariant)
                && SeedRun.Of(seed).Violation is null)
            {
                return;
            }
        }

        Assert.Fail($"Not one of {MostSeeds} seeds shows it.");
    }
}
