using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Planning.Checking;

public sealed class PlanCheckerTests
{
    private static readonly SoundPlan Sound = SoundPlan.Create();

    [Fact]
    public void A_sound_plan_has_no_violation() => Sound.Check().ShouldBeEmpty();

    [Fact]
    public void A_move_that_is_not_planned_is_found() =>
        Only(Sound with { Plan = new GangPlan([.. Sound.Plan.Members.Skip(1)]) }, "'hot1' (m-hot1) is wanted and not planned.");

    [Fact]
    public void A_move_that_was_not_wanted_is_found() =>
        Only(Sound with { Wanted = [.. Sound.Wanted.SkipLast(1)] }, "'hot1' (m-hot1) is planned and was not wanted.");

    [Fact]
    public void A_move_that_is_wanted_twice_is_found() =>
        Only(Sound with { Wanted = [.. Sound.Wanted, Sound.Wanted[0]] }, "The move m-in is wanted twice.");

    [Fact]
    public void A_move_that_is_planned_twice_is_found() =>
        One(Sound with { Plan = new GangPlan([.. Sound.Plan.Members, Sound.Plan.Members[^1]]) }, "'in' (m-in) is planned twice.");

    [Fact]
    public void A_move_that_was_wanted_otherwise_is_found() =>
        Only(Sound.With("mid", m => m with { Move = m.Move with { Deadline = TimeSpan.Zero } }), "'mid' (m-mid) is planned as something else than was wanted.");

    [Fact]
    public void A_move_to_the_same_host_is_found() =>
        One(Sound.Wanting("mid", w => w with { Destination = "beta" }), "'mid' (m-mid) is to be moved from 'beta' to itself.");

    [Fact]
    public void An_unknown_host_is_found() =>
        Only(Sound.Wanting("mid", w => w with { Destination = "delta" }), "'mid' (m-mid) needs the host 'delta', which is not among the known ones.");

    [Fact]
    public void A_member_without_rates_is_found() =>
        Only(Sound.With("mid", m => m with { Rates = [] }), "'mid' (m-mid) has no rate at any time.");

    [Fact]
    public void A_gap_in_the_rates_is_found() =>
        Only(Sound.Rates("mid", (0, 1, 600), (1.5, 3, 600)), "'mid' (m-mid): its rates leave a gap between 00:00:01 and 00:00:01.5000000.");

    [Fact]
    public void An_overlap_of_the_rates_is_found() =>
        Only(Sound.Rates("mid", (0, 1, 600), (0.5, 3, 600)), "'mid' (m-mid): its rates overlap between 00:00:01 and 00:00:00.5000000.");

    [Fact]
    public void An_interval_that_ends_before_it_begins_is_found() =>
        One(Sound.Rates("mid", (0, 2, 600), (2, 1, 600)), "'mid' (m-mid): its rate from 00:00:02 ends at 00:00:01, which is no later.");

    [Fact]
    public void A_beginning_before_the_plans_is_found() =>
        Only(Sound.Rates("mid", (-1, 2, 600)), "'mid' (m-mid) begins at -00:00:01, before the plan does.");

    [Fact]
    public void A_rate_below_the_least_is_found() =>
        Only(Sound.Rates("in", (8, 18, 300), (18, 19, 49)), "'in' (m-in) has 49 Mbit/s from 00:00:18, less than the 50 Mbit/s a migration must have.");

    [Fact]
    public void A_rate_above_the_link_is_found() =>
        One(Sound.Rates("in", (8, 12, 1001)), "'in' (m-in) has 1001 Mbit/s from 00:00:08, more than the 1000 Mbit/s of its slower link.");

    [Fact]
    public void A_reservation_in_one_place_and_none_in_the_other_is_found() =>
        Only(
            Sound.With("in", m => m with { Rates = SoundPlan.Intervals([(8, 12, 300)], reserved: false) }),
            "'in' (m-in) is reserved by its decision and not reserved from 00:00:08.");

    [Fact]
    public void Too_few_bytes_are_found() =>
        Only(Sound.Rates("in", (8, 11, 300)), "'in' (m-in) ends at 00:00:11 with 112500007 of 125000000 bytes sent.");

    [Fact]
    public void A_forced_technique_that_was_not_taken_is_found() =>
        Only(Sound.Wanting("mid", w => w with { Forced = Technique.PreCopy }), "'mid' (m-mid) is moved by post-copy, and pre-copy was forced.");

    [Fact]
    public void Post_copy_on_a_host_that_cannot_is_found() =>
        Sound.WithoutPostCopy("gamma").Check().ShouldBe(
        [
            "'mid' (m-mid) is moved by post-copy, which 'gamma' cannot do.",
            "'out' (m-out) is moved by post-copy, which 'gamma' cannot do.",
        ]);

    [Fact]
    public void A_forced_strategy_that_was_not_taken_is_found() =>
        (Sound with { Forced = Strategy.Parallel }).Check().ShouldBe(
        [
            "'out' (m-out) is moved in series, and in parallel was forced.",
            "'in' (m-in) is moved in series, and in parallel was forced.",
        ]);

    [Fact]
    public void A_strategy_that_the_urgency_does_not_allow_is_found() =>
        Only(Sound.Wanting("in", w => w with { Urgency = Urgency.High }), "'in' (m-in) is moved in series, which its urgency (High) does not allow.");

    [Fact]
    public void Medium_ones_that_go_the_same_way_by_different_strategies_are_found() =>
        One(
            Sound.Wanting("hot1", w => w with { Urgency = Urgency.Medium }).Wanting("in", w => w with { Urgency = Urgency.Medium }),
            "Of the medium ones from 'alpha' to 'beta' some go in parallel and some in series.");

    [Fact]
    public void Waiting_without_a_reason_and_a_reason_without_waiting_are_found()
    {
        Only(Sound.With("in", m => m with { Waits = null }), "'in' (m-in) begins at 00:00:08, and says nothing about waiting.");
        Only(Sound.With("mid", m => m with { Waits = "it waits" }), "'mid' (m-mid) begins at 00:00:00, and says 'it waits' about waiting.");
    }

    [Fact]
    public void A_parallel_member_listed_after_a_serial_one_is_found() =>
        Only(
            Sound with { Plan = new GangPlan([.. Sound.Plan.Members.Skip(3), .. Sound.Plan.Members.Take(3)]) },
            "'hot1' (m-hot1) goes in parallel and is listed after 'out', which goes in series.");

    [Fact]
    public void A_VM_that_is_moved_twice_at_a_time_is_found() =>
        Only(
            Sound.Wanting("mid", w => w with { Vm = w.Vm with { Name = "hot1" } }),
            "'hot1' (m-mid) begins at 00:00:00, while 'hot1' (m-hot1) still moves the same VM.");

    [Fact]
    public void A_serial_member_beside_a_parallel_one_is_found() =>
        Only(
            Sound.Rates("out", (3.5, 8.5, 200)).Rates("in", (9, 13, 300)),
            "On what alpha sends the serial 'out' (m-out) begins at 00:00:03.5000000, before the parallel 'hot2' (m-hot2) ends at 00:00:04.");

    [Fact]
    public void Serial_members_beside_each_other_are_found() =>
        Only(Sound.Rates("in", (7, 17, 100)), "On what alpha sends the serial 'in' (m-in) begins at 00:00:07, before 'out' (m-out) ends at 00:00:08.");

    [Fact]
    public void Serial_members_on_links_of_their_own_may_run_beside_each_other() =>
        Sound.Wanting("in", w => w with { Source = "gamma", Destination = "alpha" }).Rates("in", (4, 8, 300)).Check().ShouldBeEmpty();

    [Fact]
    public void Serial_members_in_the_wrong_order_are_found() =>
        Only(
            Sound.Rates("out", (12, 16, 300)),
            "On what alpha sends the serial 'out' (m-out) (Outbound, Low) comes after 'in' (m-in) (Inbound, Low), before which it belongs.");

    [Fact]
    public void Serial_members_of_one_class_come_in_order_of_urgency_and_then_as_wanted()
    {
        var alike = Sound.Wanting("in", w => w with { Vm = w.Vm with { Traffic = Sound.Wanted[1].Vm.Traffic } });

        // 'in' was wanted first, but goes second.
        One(alike, "comes after 'out' (m-out) (Outbound, Low), before which it belongs.");
        alike.Wanting("out", w => w with { Urgency = Urgency.Medium }).Check().ShouldBeEmpty();
    }

    [Fact]
    public void More_than_the_link_has_is_found() =>
        Sound.Rates("hot1", (0, 3, 751)).Check().ShouldBe(
        [
            "On what alpha sends 1001 Mbit/s are promised at 00:00:00, and there are 1000 Mbit/s.",
            "On what beta receives 1001 Mbit/s are promised at 00:00:00, and there are 1000 Mbit/s.",
        ]);

    [Fact]
    public void Running_migrations_count_with_their_least() =>
        Sound.Rates("hot1", (0, 3, 750)).Running(Claim("alpha", "delta", least: 1)).Check().ShouldHaveSingleItem()
            .ShouldBe("On what alpha sends 1001 Mbit/s are promised at 00:00:00, and there are 1000 Mbit/s.");

    [Fact]
    public void A_member_without_a_reservation_counts_with_what_it_may_use()
    {
        Unreserved("hot2", (0, 3, 400), (3, 4, 1000)).Rates("hot1", (0, 3, 600)).Check().ShouldBeEmpty();
        Unreserved("hot2", (0, 3, 401), (3, 4, 1000)).Rates("hot1", (0, 3, 600)).Check().Count.ShouldBe(2);
    }

    [Fact]
    public void A_member_without_a_reservation_leaves_what_others_keep_for_their_applications_unless_it_is_at_its_least()
    {
        // What runs beside them leaves its application 300.
        var reserved = Claim("alpha", "delta", least: 50);

        Unreserved("in", (8, 12, 650)).Running(reserved).Check().ShouldBeEmpty();
        Unreserved("in", (8, 12, 651)).Running(reserved).Check().ShouldHaveSingleItem().ShouldContain("which does not leave the 300 Mbit/s");
        Unreserved("in", (8, 28, 50)).Running(reserved with { Least = new Mbps(100), Sla = Bounds(950, 950) }).Rates("out", (4, 24, 50)).Check()
            .ShouldAllBe(v => !v.Contains("does not leave"));
    }

    [Theory]
    [InlineData(Urgency.Medium, 900, 901)]
    [InlineData(Urgency.Low, 700, 701)]
    public void A_member_that_is_not_high_leaves_its_applications_their_floor(Urgency urgency, double most, double tooMuch)
    {
        var later = Sound.Wanting("in", w => w with { Urgency = urgency });

        later.Rates("in", (8, 12, most)).Check().ShouldBeEmpty();
        later.Rates("in", (8, 12, tooMuch)).Check().Count.ShouldBe(2);
    }

    [Fact]
    public void The_floors_of_running_migrations_are_left_as_well() =>
        Only(
            Sound.Rates("in", (8, 12, 500)).Running(Claim("alpha", "delta", least: 50)),
            "On what alpha sends 550 Mbit/s of 1000 Mbit/s are promised at 00:00:08, "
            + "which does not leave the 600 Mbit/s that migrations of medium and low urgency leave to their applications.");

    [Fact]
    public void Those_at_their_least_need_not_leave_the_floors() =>
        Sound.Rates("out", (4, 24, 50)).Rates("in", (24, 44, 50))
            .Running([.. Enumerable.Range(0, 5).Select(i => Claim("alpha", "delta", least: 50) with { Id = $"r{i}", Group = $"r{i}", Sla = Bounds(500, 500) })])
            .Rates("hot1", (0, 3, 450)).Check().ShouldBeEmpty();

    [Fact]
    public void A_high_one_need_not_leave_the_floors_and_neither_need_those_that_share_its_reservation()
    {
        var full = Sound.Rates("hot1", (0, 4, 500)).Rates("hot2", (0, 4, 500));

        full.Wanting("hot2", w => w with { Urgency = Urgency.Medium }).Check().ShouldBeEmpty();
        full.Wanting("hot1", w => w with { Urgency = Urgency.Medium }).Wanting("hot2", w => w with { Urgency = Urgency.Medium }).Check().Count.ShouldBe(2);
    }

    [Fact]
    public void What_the_last_high_one_leaves_behind_has_to_leave_the_floors() =>
        Sound.Wanting("hot2", w => w with { Urgency = Urgency.Medium }).Rates("hot1", (0, 3, 50)).Rates("hot2", (0, 4, 950)).Check()
            .ShouldContain(v => v.StartsWith("On what alpha sends 950 Mbit/s of 1000 Mbit/s are promised at 00:00:03, which does not leave the 100 Mbit/s"));

    [Fact]
    public void More_than_may_leave_a_host_are_found() =>
        Only(Sound.Limits(new() { MostOutgoing = 1 }), "On what alpha sends there are 2 migrations at 00:00:00, and at most 1 are allowed.");

    [Fact]
    public void More_than_may_arrive_at_a_host_are_found() =>
        Only(
            Sound.Limits(new() { MostIncoming = 2 }).Running(Claim("delta", "beta", least: 50)),
            "On what beta receives there are 3 migrations at 00:00:00, and at most 2 are allowed.");

    [Fact]
    public void What_ran_before_counts_until_the_plan_takes_it_to_be_gone()
    {
        // From 8 s on 'in' has all but the floor of its own application.
        var late = Sound.Rates("in", (8, 12, 700)).Running(Claim("alpha", "delta", least: 50));

        late.Check().Count.ShouldBe(1);
        late.Awaiting("r", 8).Check().ShouldBeEmpty();
        late.Awaiting("r", 8.5).Check().Count.ShouldBe(1);
    }

    [Fact]
    public void Who_begins_when_something_from_before_is_taken_to_end_at_once_may_say_that_it_waits() =>
        Sound.With("mid", m => m with { Waits = "'r' is in the way" }).Running(Claim("delta", "gamma", least: 50)).Awaiting("r", 0).Check().ShouldBeEmpty();

    [Fact]
    public void Waiting_for_what_does_not_run_is_found() => Only(Sound.Awaiting("r", 0), "The end of 'r' is waited for, and it does not run.");

    private static void Only(SoundPlan broken, string violation) => broken.Check().ShouldBe([violation]);

    private static void One(SoundPlan broken, string violation) => broken.Check().ShouldContain(v => v.EndsWith(violation, StringComparison.Ordinal));

    private static SoundPlan Unreserved(string vm, params (double From, double To, double Rate)[] rates) => Sound.With(vm, m => m with
    {
        Rates = SoundPlan.Intervals(rates, reserved: false),
        Plan = m.Plan with { Reservation = new(new(Reserved: null, new Mbps(rates[0].Rate)), "free") },
    });

    private static Claim Claim(string source, string destination, double least) =>
        new("r", "r", source, destination, Urgency.Low, new Mbps(500), Bounds(100, 300), new Mbps(least));

    private static SlaBounds Bounds(double lower, double upper) => new(new Mbps(lower), new Mbps(upper));
}
