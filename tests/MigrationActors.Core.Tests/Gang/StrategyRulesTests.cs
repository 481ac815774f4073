using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Tests.Gang;

public sealed class StrategyRulesTests
{
    [Theory]
    [InlineData(Urgency.High, 0, Strategy.Parallel, "the urgency is high")]
    [InlineData(Urgency.High, 1000, Strategy.Parallel, "the urgency is high")]
    [InlineData(Urgency.Medium, 75, Strategy.Parallel, "75 Mbit/s are available, enough for 75 % of the largest ideal 100 Mbit/s")]
    [InlineData(Urgency.Medium, 74.9, Strategy.Serial, "only 74.9 Mbit/s are available, less than 75 % of the largest ideal 100 Mbit/s")]
    [InlineData(Urgency.Low, 1000, Strategy.Serial, "the urgency is low")]
    public void Urgency_and_contention_decide(Urgency urgency, double available, Strategy expected, string why)
    {
        var decision = StrategyRules.Decide(urgency, new Mbps(available), new Mbps(100), forced: null);

        decision.Choice.ShouldBe(expected);
        decision.Reason.ShouldStartWith($"{expected}: ");
        decision.Reason.ShouldContain(why);
    }

    [Theory]
    [InlineData(Strategy.Parallel)]
    [InlineData(Strategy.Serial)]
    public void A_forced_strategy_wins(Strategy forced)
    {
        foreach (var urgency in Enum.GetValues<Urgency>())
        {
            StrategyRules.Decide(urgency, Mbps.Zero, new Mbps(100), forced).ShouldBe(new Decision<Strategy>(forced, $"{forced}, forced by the caller."));
        }
    }
}
