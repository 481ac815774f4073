using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Checking;
using MigrationActors.Core.Planning.Gangs;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Tests.Ledger;

namespace MigrationActors.Core.Tests.Planning.Gangs;

public sealed class GangPlannerTests
{
    private static readonly Clusters Quiet = Clusters.Quiet("alpha", "beta", "gamma", "delta");

    [Fact]
    public void High_members_go_together_and_share_one_reservation_by_weight()
    {
        // Nothing is free at the source, so the group reserves: 75 to 100 % of an ideal that is below the link.
        var plan = Plan(Saturated.Move("a", "alpha", "beta", Urgency.High).Move("b", "alpha", "beta", Urgency.High));

        plan.Members.ShouldAllBe(m => m.Strategy.Choice == Strategy.Parallel && m.Begins == TimeSpan.Zero && m.Waits == null);
        var (a, b) = (plan.Members[0], plan.Members[1]);
        a.Rates.ShouldHaveSingleItem().Reserved.ShouldBeTrue();
        a.Rates[0].Rate.Value.ShouldBe(a.Plan.Ideal.Choice.Value / 2, 1e-6);
        b.Rates[0].Rate.ShouldBe(a.Rates[0].Rate);
    }

    [Fact]
    public void What_the_first_held_goes_to_the_other_when_it_ends()
    {
        var plan = Plan(Saturated.Move("small", "alpha", "beta", Urgency.High, gibibytes: 0.5).Move("large", "alpha", "beta", Urgency.High));

        var large = plan.Members.Single(m => m.Move.Vm.Name == "large");
        large.Rates.Count.ShouldBe(2);
        large.Rates[1].From.ShouldBe(plan.Members.Single(m => m.Move.Vm.Name == "small").Ends);
        large.Rates[1].Rate.Value.ShouldBe(2 * large.Rates[0].Rate.Value, 1e-6);
        large.Forecast.Model.ShouldContain("Here at 2 rates one after another");
        large.Forecast.TotalTime.ShouldBe(large.Ends);
    }

    [Fact]
    public void Two_that_share_what_is_free_take_as_long_together_as_one_after_the_other()
    {
        TimeSpan End(Urgency urgency) => Plan(Quiet.Move("a", "alpha", "beta", urgency).Move("b", "alpha", "beta", urgency)).Members.Max(m => m.Ends);

        // But for connecting and handing over, which serial ones do twice.
        End(Urgency.High).ShouldBe(End(Urgency.Low), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Low_members_follow_each_other_outbound_first_inbound_last()
    {
        var plan = Plan(Quiet
            .Move("in", "alpha", "beta", Urgency.Low, incoming: 100)
            .Move("mixed", "alpha", "beta", Urgency.Low, outgoing: 100, incoming: 100)
            .Move("idle", "alpha", "beta", Urgency.Low)
            .Move("out", "alpha", "beta", Urgency.Low, outgoing: 100));

        plan.Members.Select(m => m.Move.Vm.Name).ShouldBe(["out", "idle", "mixed", "in"]);
        plan.Members.Zip(plan.Members.Skip(1)).ShouldAllBe(p => p.First.Ends == p.Second.Begins);
        plan.Members[1].Waits.ShouldBe("'idle' waits: it goes by itself, and 'out', which goes before it, uses the same link.");
    }

    [Fact]
    public void A_serial_member_begins_on_figures_from_after_the_migration_before_it()
    {
        var clusters = Quiet.Settling(seconds: 9).Move("a", "alpha", "beta", Urgency.Low).Move("b", "alpha", "beta", Urgency.Low).Move("c", "gamma", "alpha", Urgency.Low);
        var plan = Plan(clusters);

        // Also where it uses the link in the other direction: a host is measured as a whole.
        var (first, second) = (plan.Members.Single(m => m.Move.Vm.Name == "a"), plan.Members.Single(m => m.Move.Vm.Name == "b"));
        second.Begins.ShouldBe(first.Ends + TimeSpan.FromSeconds(9));
        plan.Members.Single(m => m.Move.Vm.Name == "c").Begins.ShouldBe(TimeSpan.Zero);

        var hasty = plan with { Members = [.. plan.Members.Select(m => m == second ? m with { Rates = [m.Rates[0] with { From = first.Ends }, .. m.Rates.Skip(1)] } : m)] };
        PlanChecker.Check(clusters.Cluster, clusters.Wanted, hasty, null).ShouldContain(v => v.Contains("measured for 00:00:09 first"));
    }

    [Fact]
    public void Serial_members_on_other_links_go_at_the_same_time()
    {
        var plan = Plan(Quiet.Move("a", "alpha", "beta", Urgency.Low).Move("b", "gamma", "delta", Urgency.Low));

        plan.Members.ShouldAllBe(m => m.Strategy.Choice == Strategy.Serial && m.Begins == TimeSpan.Zero);
    }

    [Fact]
    public void The_parallel_set_goes_before_the_serial_list()
    {
        var plan = Plan(Quiet.Move("low", "alpha", "beta", Urgency.Low).Move("high", "alpha", "gamma", Urgency.High));

        plan.Members.Select(m => m.Move.Vm.Name).ShouldBe(["high", "low"]);
        plan.Members[1].Begins.ShouldBe(plan.Members[0].Ends);
    }

    // 75 % of the largest ideal (below 950 on this link) are free on a quiet link, and not where the source sends 900.
    [Theory]
    [InlineData(0, Strategy.Parallel)]
    [InlineData(900, Strategy.Serial)]
    public void Medium_members_go_together_where_their_share_of_the_largest_ideal_is_free(double sourceOut, Strategy strategy)
    {
        var plan = Plan(Quiet.Host(Snapshots.Host("alpha", sourceOut, 0, 1000, 1000))
            .Move("a", "alpha", "beta", Urgency.Medium).Move("b", "alpha", "beta", Urgency.Medium));

        plan.Members.ShouldAllBe(m => m.Strategy.Choice == strategy);
    }

    [Fact]
    public void Contention_on_one_path_does_not_make_another_serial()
    {
        var plan = Plan(Quiet.Host(Snapshots.Host("alpha", 900, 0, 1000, 1000))
            .Move("a", "alpha", "beta", Urgency.Medium).Move("b", "gamma", "delta", Urgency.Medium));

        plan.Members.Select(m => (m.Move.Vm.Name, m.Strategy.Choice)).ShouldBe([("b", Strategy.Parallel), ("a", Strategy.Serial)]);
    }

    [Fact]
    public void A_forced_strategy_wins()
    {
        var gang = Quiet.Move("a", "alpha", "beta", Urgency.High).Move("b", "alpha", "beta", Urgency.High) with { Forced = Strategy.Serial };

        Plan(gang).Members.ShouldAllBe(m => m.Strategy == new Decision<Strategy>(Strategy.Serial, "Serial, forced by the caller."));
    }

    [Fact]
    public void A_limit_makes_those_wait_that_come_later_by_urgency_then_deadline_then_position()
    {
        var gang = Quiet.Limits(new LedgerSettings { MostOutgoing = 1 })
            .Move("first", "alpha", "beta", Urgency.Medium)
            .Move("hurried", "alpha", "beta", Urgency.Medium, deadline: 60)
            .Move("urgent", "alpha", "beta", Urgency.High) with { Forced = Strategy.Parallel };
        var plan = Plan(gang);

        plan.Members.Select(m => m.Move.Vm.Name).ShouldBe(["urgent", "hurried", "first"]);
        plan.Members.Zip(plan.Members.Skip(1)).ShouldAllBe(p => p.First.Ends == p.Second.Begins);
        plan.Members[1].Waits.ShouldBe("'m-hurried' waits: at most 1 at a time may use what alpha sends, and there are 'm-urgent'.");
        plan.Members[2].Waits.ShouldBe("'first' waits: 'hurried' comes first on what alpha sends.");
    }

    [Fact]
    public void One_that_waits_holds_up_those_after_it_only_on_its_own_links()
    {
        // 'b' waits for beta's only place. 'c' would fit between, but comes after 'b' on what gamma sends; 'd' shares nothing with it.
        var plan = Plan(Quiet.Limits(new LedgerSettings { MostIncoming = 1 })
            .Move("a", "alpha", "beta", Urgency.High)
            .Move("b", "gamma", "beta", Urgency.High)
            .Move("c", "gamma", "delta", Urgency.High)
            .Move("d", "beta", "alpha", Urgency.High));

        plan.Members.Select(m => m.Move.Vm.Name).ShouldBe(["a", "d", "b", "c"]);
        plan.Members.Single(m => m.Move.Vm.Name == "c").Begins.ShouldBe(plan.Members.Single(m => m.Move.Vm.Name == "b").Begins);
        plan.Members.Single(m => m.Move.Vm.Name == "d").Begins.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Five_hundred_high_members_go_as_many_at_a_time_as_their_least_lets_them()
    {
        var gang = Enumerable.Range(0, 500).Aggregate(Quiet, (c, i) => c.Move($"vm{i}", "alpha", "beta", Urgency.High));

        var plan = Plan(gang);

        // The least of each is 5 % of the link.
        plan.Members.Count(m => m.Begins == TimeSpan.Zero).ShouldBe(20);
        plan.Members.Where(m => m.Begins == TimeSpan.Zero).ShouldAllBe(m => m.Waits == null);
    }

    [Fact]
    public void One_that_runs_already_is_waited_for_and_the_plan_says_that_its_end_is_not_known()
    {
        var gang = Quiet.Limits(new LedgerSettings { MostIncoming = 1 }).Running(Claims.One("before", source: "gamma"))
            .Move("waits", "alpha", "beta", Urgency.High).Move("free", "beta", "gamma", Urgency.High);

        var plan = Plan(gang);

        var (free, waits) = (plan.Members[0], plan.Members[1]);
        (free.Move.Vm.Name, free.Begins).ShouldBe(("free", TimeSpan.Zero));
        waits.Waits.ShouldBe("'m-waits' waits: at most 1 at a time may use what beta receives, and there are 'before'.");
        plan.Awaited.ShouldBe([new AwaitedEnd("before", free.Ends)]);
        waits.Begins.ShouldBe(free.Ends);
    }

    [Fact]
    public void What_one_that_runs_already_has_of_its_links_is_in_the_plan()
    {
        var plan = Plan(Saturated.Running(Claims.One("before", Urgency.Low, ideal: 800)).Move("a", "alpha", "beta", Urgency.High));

        var (member, before) = (plan.Members.ShouldHaveSingleItem(), plan.Running.ShouldHaveSingleItem());
        before.Claim.Id.ShouldBe("before");
        before.Rates.Select(r => (r.From, r.To, r.Reserved)).ShouldBe([(TimeSpan.Zero, member.Ends, true), (member.Ends, TimeSpan.MaxValue, true)]);
        before.Rates[0].Rate.Value.ShouldBe(1000 - member.Rates[0].Rate.Value, 1e-6);
        before.Rates[1].Rate.Value.ShouldBe(400);
    }

    [Fact]
    public void What_one_that_is_taken_to_be_gone_held_goes_to_others_that_run()
    {
        var gang = Quiet.Limits(new LedgerSettings { MostOutgoing = 1 })
            .Running(Claims.One("gone", Urgency.High, source: "alpha", destination: "beta"), Claims.One("stays", Urgency.Low, ideal: 1000, source: "gamma", destination: "beta"))
            .Move("a", "alpha", "delta", Urgency.High);

        var plan = Plan(gang);

        plan.Awaited.ShouldHaveSingleItem().Id.ShouldBe("gone");
        plan.Running.Single(r => r.Claim.Id == "gone").Rates.ShouldBeEmpty();
        plan.Running.Single(r => r.Claim.Id == "stays").Rates.ShouldHaveSingleItem().Rate.Value.ShouldBe(500);
    }

    [Theory]
    [InlineData(1, "Serial: one VM goes by itself.")]
    [InlineData(2, "Serial, forced by the caller.")]
    public void One_VM_goes_by_itself_whoever_wants_it(int vms, string reason)
    {
        var gang = Enumerable.Range(0, vms).Aggregate(Quiet with { Forced = Strategy.Serial }, (all, i) => all.Move($"vm{i}", "alpha", "beta", Urgency.High));

        Plan(gang).Members.ShouldAllBe(m => m.Strategy.Choice == Strategy.Serial && m.Strategy.Reason == reason);
    }

    [Fact]
    public void One_that_runs_already_and_leaves_room_is_not_waited_for()
    {
        var plan = Plan(Quiet.Running(Claims.One("before", Urgency.Low)).Move("a", "alpha", "beta", Urgency.High));

        plan.Awaited.ShouldBeEmpty();
        plan.Members.ShouldHaveSingleItem().Begins.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Those_that_go_together_have_one_technique_by_the_rules_for_several()
    {
        // Both alone would be post-copy to an idle destination as well; here the reason is that of the rules for several.
        var plan = Plan(Quiet.Move("a", "alpha", "beta", Urgency.High).Move("b", "alpha", "beta", Urgency.High, forced: Technique.PreCopy));

        plan.Members.Select(m => m.Plan.Technique.Choice).ShouldBe([Technique.PostCopy, Technique.PreCopy]);
        plan.Members[0].Plan.Reasons.ShouldContain(r => r.StartsWith("The VMs' traffic together"));
    }

    [Fact]
    public void Nothing_wanted_is_an_empty_plan() => Plan(Quiet).Members.ShouldBeEmpty();

    [Fact]
    public void What_cannot_be_planned_is_refused_in_a_sentence()
    {
        Refusal(Quiet.Move("a", "alpha", "alpha", Urgency.High)).ShouldBe("'a' already runs on 'alpha': name another host as the destination.");
        Refusal(Quiet.Move("a", "alpha", "nowhere", Urgency.High)).ShouldBe("'a' cannot be moved: there is no host named 'nowhere'.");
        Refusal(Quiet.Move("a", "alpha", "beta", Urgency.High).Move("a", "alpha", "gamma", Urgency.High)).ShouldBe("'a' is wanted twice; name each VM once.");
        Refusal(Quiet.Running(Claims.One("m-a")).Move("a", "alpha", "beta", Urgency.High)).ShouldContain("The migration id 'm-a' of 'a' is taken");
        Refusal(Quiet.Host(Snapshots.Host("beta", 0, 0, 1000, 1000, postCopy: false, obstacle: "no userfaultfd"))
            .Move("a", "alpha", "beta", Urgency.High).Move("b", "alpha", "beta", Urgency.Low, forced: Technique.PostCopy))
            .ShouldStartWith("'b': The forced technique post-copy is impossible");
    }

    /// <summary>The applications at alpha use all of its link.</summary>
    private static Clusters Saturated => Quiet.Host(Snapshots.Host("alpha", 1000, 0, link: 1000, allocatable: 1000));

    private static GangPlan Plan(Clusters c)
    {
        var plan = GangPlanner.Plan(c.Cluster, c.Wanted, c.Forced).Plan.ShouldNotBeNull();
        PlanChecker.Check(c.Cluster, c.Wanted, plan, c.Forced).ShouldBeEmpty();
        return plan;
    }

    private static string Refusal(Clusters c) => GangPlanner.Plan(c.Cluster, c.Wanted, c.Forced).Refusal.ShouldNotBeNull();
}
