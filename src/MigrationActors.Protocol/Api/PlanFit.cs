using System.Text.Json;

namespace MigrationActors.Protocol.Api;

/// <summary>
/// Makes a plan small enough for one message: where a hundred VMs share a link, each end of one changes the rates of all others, so that a plan grows
/// with the square of its members. What was left out is said in the plan itself. Pure.
/// </summary>
public static class PlanFit
{
    /// <summary>Rates of a member, from the first try to the last.</summary>
    private static readonly int[] MostRates = [16, 8, 4, 2, 1];

    /// <returns>The plan as it is, if it fits <see cref="GangLimits.MostAnswerBytes"/>; otherwise with rates in longer steps, and then without reasons.</returns>
    public static PlanView ToMessage(PlanView plan)
    {
        if (Fits(plan))
        {
            return plan;
        }

        foreach (var most in MostRates)
        {
            var coarser = WithRates(plan, most);
            if (Fits(coarser))
            {
                return coarser;
            }
        }

        var bare = WithRates(plan, 1);
        return bare with
        {
            Members = [.. bare.Members.Select(m => m with { Reasons = [] })],
            Shortened = "The plan is too large for one message: each member has its mean rate only, and no reasons. Plan fewer VMs at a time to see them.",
        };
    }

    // The wire's own JSON escapes less, so it is never longer than this.
    private static bool Fits(PlanView plan) => JsonSerializer.SerializeToUtf8Bytes(plan, JsonSerializerOptions.Web).Length <= GangLimits.MostAnswerBytes;

    private static PlanView WithRates(PlanView plan, int most) => plan with
    {
        Members = [.. plan.Members.Select(m => m with { Rates = Merge(m.Rates, most) })],
        Shortened = $"The plan is too large for one message: of each member's rates at most {most} are shown, as means over longer times.",
    };

    private static IReadOnlyList<RateView> Merge(IReadOnlyList<RateView> rates, int most) =>
        rates.Count <= most ? rates : [.. rates.Chunk((rates.Count + most - 1) / most).Select(Mean)];

    private static RateView Mean(RateView[] rates)
    {
        var (from, to) = (rates[0].FromMs, rates[^1].ToMs);
        var sent = rates.Sum(r => r.Mbps * (r.ToMs - r.FromMs));
        return new RateView(from, to, to > from ? sent / (to - from) : rates[0].Mbps, rates.All(r => r.Reserved));
    }
}
