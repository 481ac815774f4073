using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Running;

namespace MigrationActors.Simulation.Tests.Engine;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(23)]
    public void A_seed_is_one_run_every_time(long seed)
    {
        var once = SeedRun.Of(seed);
        var again = SeedRun.Of(seed);

        again.Hash.ShouldBe(once.Hash);
        again.Steps.ShouldBe(once.Steps);
        again.Lasted.ShouldBe(once.Lasted);
        again.Violation.ShouldBe(once.Violation);
    }

    [Fact]
    public void Reading_along_changes_nothing()
    {
        var lines = 0;
        var watched = SeedRun.Of(3, written: _ => lines++);

        watched.Hash.ShouldBe(SeedRun.Of(3).Hash);
        lines.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Another_seed_is_another_run() =>
        SeedRun.Of(1).Hash.ShouldNotBe(SeedRun.Of(2).Hash);

    [Fact]
    public void Dice_of_a_seed_and_a_purpose_fall_the_same_on_every_machine()
    {
        var dice = Dice.For(42, "test");

        Enumerable.Range(0, 5).Select(_ => dice.Below(1000)).ShouldBe(KnownThrows);
    }

    private static readonly int[] KnownThrows = [882, 485, 649, 757, 690];
}
