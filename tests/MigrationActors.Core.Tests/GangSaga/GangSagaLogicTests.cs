using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.GangSaga;

public sealed class GangSagaLogicTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);
    private static readonly Forecast NoForecast = new(TimeSpan.Zero, TimeSpan.Zero, "none");

    private GangState _state = GangState.Empty;

    [Fact]
    public void The_parallel_set_begins_at_once_and_a_serial_one_after_it()
    {
        Begun(Begin(Member("p1", Strategy.Parallel), Member("p2", Strategy.Parallel), Member("s1", Strategy.Serial))).ShouldBe(["p1", "p2"]);

        Begun(End("p1")).ShouldBeEmpty();
        Begun(End("p2")).ShouldBe(["s1"]);
        Take(Ended("s1")).ShouldContain(new GangEffect.Leave(GangOutcome.Completed));
    }

    [Fact]
    public void Serial_ones_on_other_links_do_not_wait_for_each_other() =>
        Begun(Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial, "h3", "h4"), Member("c", Strategy.Serial, "h1", "h4"))).ShouldBe(["a", "b"]);

    [Fact]
    public void A_begun_gang_takes_no_second_beginning()
    {
        Begin(Member("a", Strategy.Serial));

        Begin(Member("a", Strategy.Serial)).ShouldBeEmpty();
    }

    [Fact]
    public void A_recovered_gang_asks_again_for_whom_it_had_begun()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial));

        Begun(Take(new GangInput.Resume())).ShouldBe(["a"]);
        End("a");
        Begun(Take(new GangInput.Resume())).ShouldBe(["b"]);
    }

    [Fact]
    public void An_end_that_is_told_twice_counts_once()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial));
        End("a");

        End("a").ShouldBeEmpty();
        Take(Ended("stranger")).ShouldBeEmpty();
    }

    [Fact]
    public void Cancelling_ends_who_waits_and_asks_for_the_others()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial), Member("c", Strategy.Serial));

        var effects = Take(new GangInput.Cancel([]));

        effects.OfType<GangEffect.CancelMembers>().ShouldHaveSingleItem().Migrations.ShouldBe(["a"]);
        effects.OfType<GangEffect.BeginMembers>().ShouldBeEmpty();
        Take(Ended("a", MigrationPhase.Cancelled)).ShouldContain(new GangEffect.Leave(GangOutcome.Cancelled));
    }

    [Fact]
    public void A_recovered_gang_asks_again_to_cancel_whom_it_was_to_cancel()
    {
        Begin(Member("a", Strategy.Parallel), Member("b", Strategy.Parallel), Member("c", Strategy.Serial));
        Take(new GangInput.Cancel(["a"]));

        Cancelled(Take(new GangInput.Resume())).ShouldBe(["a"]);
        End("a");
        Cancelled(Take(new GangInput.Resume())).ShouldBeEmpty();
    }

    [Fact]
    public void Who_asks_to_cancel_is_answered_also_where_nobody_has_begun()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial));

        Take(new GangInput.Cancel(["b"])).OfType<GangEffect.CancelMembers>().ShouldHaveSingleItem().Migrations.ShouldBeEmpty();
    }

    [Fact]
    public void Who_ends_is_reported_and_again_after_a_restart()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial), Member("c", Strategy.Serial));

        Reported(Take(new GangInput.Cancel(["b"]))).ShouldBe(["b"]);
        Reported(End("a")).ShouldBe(["a"]);
        Reported(Take(new GangInput.Resume())).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Cancelling_one_lets_the_next_go()
    {
        Begin(Member("a", Strategy.Serial), Member("b", Strategy.Serial), Member("c", Strategy.Serial));
        Take(new GangInput.Cancel(["b"]));

        Begun(End("a")).ShouldBe(["c"]);
    }

    [Theory]
    [InlineData(MigrationPhase.Completed, MigrationPhase.Completed, GangOutcome.Completed)]
    [InlineData(MigrationPhase.Completed, MigrationPhase.Failed, GangOutcome.Partial)]
    [InlineData(MigrationPhase.Completed, MigrationPhase.Cancelled, GangOutcome.Partial)]
    [InlineData(MigrationPhase.Failed, MigrationPhase.Cancelled, GangOutcome.Failed)]
    [InlineData(MigrationPhase.Cancelled, MigrationPhase.Cancelled, GangOutcome.Cancelled)]
    [InlineData(MigrationPhase.Completed, MigrationPhase.Lost, GangOutcome.Lost)]
    public void What_the_members_ends_come_to(MigrationPhase a, MigrationPhase b, GangOutcome outcome)
    {
        Begin(Member("a", Strategy.Parallel), Member("b", Strategy.Parallel));
        Take(Ended("a", a));

        Take(Ended("b", b)).ShouldContain(new GangEffect.Leave(outcome));
        _state.Outcome.ShouldBe(outcome);
    }

    private static GangMember Member(string id, Strategy strategy, string source = "h1", string destination = "h2") =>
        new(id, $"vm-{id}", source, destination, Urgency.Low, null, null, new Decision<Strategy>(strategy, "as the test wants it"), NoForecast);

    private static GangInput.MemberEnded Ended(string id, MigrationPhase outcome = MigrationPhase.Completed) => new(id, outcome, null, null, null);

    private static IEnumerable<string> Begun(IEnumerable<GangEffect> effects) => effects.OfType<GangEffect.BeginMembers>().SelectMany(e => e.Migrations);

    private static IEnumerable<string> Cancelled(IEnumerable<GangEffect> effects) => effects.OfType<GangEffect.CancelMembers>().SelectMany(e => e.Migrations);

    private static IEnumerable<string> Reported(IEnumerable<GangEffect> effects) => effects.OfType<GangEffect.ReportMembers>().SelectMany(e => e.Migrations);

    private IReadOnlyList<GangEffect> Begin(params IReadOnlyList<GangMember> members) =>
        Take(new GangInput.Begin(new GangRequest("g-1", null, null, members, [], TimeSpan.Zero)));

    private IReadOnlyList<GangEffect> End(string id) => Take(Ended(id));

    private IReadOnlyList<GangEffect> Take(GangInput input)
    {
        var step = GangSagaLogic.Decide(_state, input, Now);
        _state = step.Events.Aggregate(_state, (state, e) => state.Apply(e));
        return step.Effects;
    }
}
