using MigrationActors.Core.Escalation;

namespace MigrationActors.Core.Tests.Escalation;

public sealed class EscalationLadderTests
{
    [Fact]
    public void By_default_the_mildest_comes_first_and_giving_up_last() =>
        EscalationLadder.Default.Steps.Select(s => s.Rung).ShouldBe(
            [EscalationRung.RaiseRate, EscalationRung.AutoConverge, EscalationRung.PostCopy, EscalationRung.GiveUp]);

    [Fact]
    public void The_last_step_stays_next_for_ever()
    {
        var ladder = new EscalationLadder(new EscalationStep(EscalationRung.AutoConverge, 3), new EscalationStep(EscalationRung.GiveUp, 7));

        ladder.Next(0).ShouldBe(new EscalationStep(EscalationRung.AutoConverge, 3));
        ladder.Next(1).ShouldBe(new EscalationStep(EscalationRung.GiveUp, 7));
        ladder.Next(9).ShouldBe(new EscalationStep(EscalationRung.GiveUp, 7));
    }

    [Fact]
    public void Giving_up_alone_is_a_ladder() => new EscalationLadder(new EscalationStep(EscalationRung.GiveUp, 1)).Next(0).Rung.ShouldBe(EscalationRung.GiveUp);

    [Fact]
    public void A_ladder_that_does_not_end_with_giving_up_is_refused()
    {
        Should.Throw<ArgumentException>(() => new EscalationLadder()).Message.ShouldContain("must end with 'giveUp'");
        Should.Throw<ArgumentException>(() => new EscalationLadder(new EscalationStep(EscalationRung.GiveUp, 1), new EscalationStep(EscalationRung.PostCopy, 1)))
            .Message.ShouldContain("must end with 'giveUp'");
    }

    [Fact]
    public void A_rung_that_comes_twice_is_refused() =>
        Should.Throw<ArgumentException>(() => new EscalationLadder(
            new EscalationStep(EscalationRung.RaiseRate, 1), new EscalationStep(EscalationRung.RaiseRate, 2), new EscalationStep(EscalationRung.GiveUp, 1)))
            .Message.ShouldContain("names a rung twice");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_step_needs_at_least_one_pass(int passes) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new EscalationStep(EscalationRung.RaiseRate, passes)).Message.ShouldContain("at least one pass");
}
