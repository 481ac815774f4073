using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Protocol.Tests.Api;

public sealed class PlanFitTests
{
    [Fact]
    public void A_plan_that_fits_stays_as_it_is()
    {
        var plan = Plan(members: 3, rates: 40, reasons: 9);

        PlanFit.ToMessage(plan).ShouldBeSameAs(plan);
    }

    [Fact]
    public void A_larger_one_has_its_rates_in_longer_steps_and_says_so()
    {
        var fitted = PlanFit.ToMessage(Plan(members: 100, rates: 100, reasons: 9));

        Size(fitted).ShouldBeLessThanOrEqualTo(GangLimits.MostAnswerBytes);
        fitted.Shortened.ShouldNotBeNull().ShouldContain("at most 16 are shown");
        fitted.Members.ShouldAllBe(m => m.Rates.Count <= 16 && m.Reasons.Count == 9);
    }

    [Fact]
    public void The_largest_gang_with_the_longest_names_fits()
    {
        var fitted = PlanFit.ToMessage(Plan(GangLimits.MostMembers, GangLimits.MostMembers, reasons: 9));

        Size(fitted).ShouldBeLessThanOrEqualTo(GangLimits.MostAnswerBytes);
        fitted.Members.Count.ShouldBe(GangLimits.MostMembers);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(65)]
    [InlineData(399)]
    public void Longer_steps_keep_beginning_end_and_what_is_sent(int rates)
    {
        var plan = Plan(members: 40_000 / rates, rates, reasons: 0);

        var (was, fitted) = (plan.Members[0].Rates, PlanFit.ToMessage(plan).Members[0].Rates);

        fitted.Count.ShouldBeLessThan(was.Count);
        fitted[0].FromMs.ShouldBe(was[0].FromMs);
        fitted[^1].ToMs.ShouldBe(was[^1].ToMs);
        fitted.Zip(fitted.Skip(1)).ShouldAllBe(pair => pair.First.ToMs == pair.Second.FromMs);
        Sent(fitted).ShouldBe(Sent(was), tolerance: Sent(was) * 1e-9);
    }

    private static double Sent(IEnumerable<RateView> rates) => rates.Sum(r => r.Mbps * (r.ToMs - r.FromMs));

    private static int Size(PlanView plan) => JsonSerializer.SerializeToUtf8Bytes(plan, WireJson.Options).Length;

    private static PlanView Plan(int members, int rates, int reasons)
    {
        var name = new string('v', 63);
        var sentence = $"Source '{name}' is outbound: 123.4 Mbit/s out, 12.3 Mbit/s in; of 950 Mbit/s in total.";
        var steps = Enumerable.Range(0, rates).Select(i => new RateView(i * 1000.25, (i + 1) * 1000.25, 100.125 + i, true)).ToList();
        var member = new PlanMemberView(
            name, name, name, "medium", "parallel", sentence, 1, "postCopy", 123.456, 123.456, 812.345, 123.456, 234.567, 0, rates * 1000.25, rates * 1000.25, 123.456,
            "linear: what there is to send, at the rate it has, and one more pass.", steps, null, 12.345, -12.345, [.. Enumerable.Repeat(sentence, reasons)]);
        return new PlanView([.. Enumerable.Range(0, members).Select(_ => member)], [], 1, 1, 1);
    }
}
