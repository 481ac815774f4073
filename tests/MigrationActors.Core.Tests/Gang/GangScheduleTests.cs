using CsCheck;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Tests.Gang;

public sealed class GangScheduleTests
{
    private static readonly Gen<(List<ScheduledMember> Members, int[] Ends)> Gangs =
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Bool).List[1, 20].SelectMany(
            all => Gen.Shuffle(Enumerable.Range(0, all.Count).ToArray()),
            (all, ends) => (
                all.OrderBy(m => m.Item3)
                    .Select((m, i) => Member($"m{i}", m.Item3 ? Strategy.Serial : Strategy.Parallel, $"h{m.Item1}", $"h{(m.Item1 + m.Item2) % 5}")).ToList(),
                ends));

    [Fact]
    public void Parallel_members_are_ready_at_once_serial_ones_after_all_that_share_a_link()
    {
        var schedule = new GangSchedule(
        [
            Member("p1", Strategy.Parallel, "alpha", "beta"),
            Member("p2", Strategy.Parallel, "alpha", "beta"),
            Member("s1", Strategy.Serial, "alpha", "gamma"),
            Member("s2", Strategy.Serial, "alpha", "beta"),
        ]);

        schedule.Ready().ShouldBe(["p1", "p2"]);
        schedule.WaitsFor("p2").ShouldBeNull();
        schedule.WaitsFor("s1").ShouldBe("p1");
        schedule.End("p1").ShouldBeEmpty();
        schedule.WaitsFor("s1").ShouldBe("p2");
        schedule.End("p2").ShouldBe(["s1"]);
        schedule.WaitsFor("s2").ShouldBe("s1");
        schedule.End("s1").ShouldBe(["s2"]);
        schedule.End("s2").ShouldBeEmpty();
        schedule.Ready().ShouldBeEmpty();
    }

    [Fact]
    public void Serial_members_on_other_links_do_not_wait_for_each_other() => new GangSchedule(
        [
            Member("s1", Strategy.Serial, "alpha", "beta"),
            Member("s2", Strategy.Serial, "gamma", "delta"),
            Member("back", Strategy.Serial, "beta", "alpha"),
        ]).Ready().ShouldBe(["s1", "s2", "back"]);

    [Fact]
    public void A_member_that_ends_out_of_turn_holds_nobody_up_and_one_that_ends_twice_changes_nothing()
    {
        var schedule = new GangSchedule(
        [
            Member("s1", Strategy.Serial, "alpha", "beta"), Member("s2", Strategy.Serial, "alpha", "beta"), Member("s3", Strategy.Serial, "alpha", "beta"),
        ]);

        schedule.End("s2").ShouldBeEmpty();
        schedule.End("s1").ShouldBe(["s3"]);
        schedule.End("s1").ShouldBeEmpty();
    }

    [Fact]
    public void Strangers_and_twins_are_refused()
    {
        var member = Member("a", Strategy.Serial, "alpha", "beta");

        Should.Throw<ArgumentException>(() => new GangSchedule([member, member]));
        Should.Throw<KeyNotFoundException>(() => new GangSchedule([member]).End("b")).Message.ShouldContain("'b' is no member");
    }

    [Fact]
    public void Step_by_step_it_says_what_the_rule_says() => Gangs.Sample((members, ends) =>
    {
        var schedule = new GangSchedule(members);
        var ended = new HashSet<string>();
        var ready = schedule.Ready().ToHashSet();
        foreach (var end in ends)
        {
            ended.Add(members[end].Id);
            ready.UnionWith(schedule.End(members[end].Id));
            var expected = ByTheRule(members, ended);
            if (!expected.SequenceEqual(schedule.Ready()) || !expected.SequenceEqual(GangSchedule.Ready(members, ended.Contains))
                || !expected.ToHashSet().SetEquals(ready.Except(ended)))
            {
                return false;
            }
        }

        return true;
    });

    /// <summary>The rule written out once more, slowly.</summary>
    private static List<string> ByTheRule(List<ScheduledMember> members, HashSet<string> ended) =>
    [
        .. members.Where((m, place) => !ended.Contains(m.Id)
            && (m.Strategy == Strategy.Parallel || members.Take(place).All(e => ended.Contains(e.Id) || (e.Leaves != m.Leaves && e.Arrives != m.Arrives))))
            .Select(m => m.Id),
    ];

    private static ScheduledMember Member(string id, Strategy strategy, string source, string destination) =>
        new(id, strategy, new LinkId(source, LinkDirection.Out), new LinkId(destination, LinkDirection.In));
}
