using CsCheck;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>Whatever hosts and users say, in whatever order and how often: never two running copies, and never none by our doing.</summary>
public sealed class SagaProperties
{
    private static readonly Gen<SagaInput> AnyInput = Gen.Int[0, Sagas.Inputs.Count - 1].Select(i => Sagas.Inputs.Values.ElementAt(i));

    /// <summary>The inputs of the way that succeeds, in order, with any others strewn in: plain random ones hardly ever get far.</summary>
    private static readonly Gen<IReadOnlyList<SagaInput>> Lives =
        from technique in Gen.Enum<Technique>()
        from reserves in Gen.Bool
        from noise in AnyInput.Array[0, 3].Array[Sagas.Success.Count]
        select (IReadOnlyList<SagaInput>)[Sagas.Begin(technique, reserves), .. Sagas.Success.Skip(1).SelectMany((input, i) => noise[i].Append(input)), .. noise[^1]];

    private static readonly Gen<IReadOnlyList<SagaInput>> Chaos =
        from begin in Gen.Enum<Technique>()
        from rest in AnyInput.Array[0, 40]
        select (IReadOnlyList<SagaInput>)[Sagas.Begin(begin), .. rest];

    private static readonly Gen<IReadOnlyList<SagaInput>> Any = Gen.OneOf(Lives, Chaos);

    [Fact]
    public void The_source_is_retired_only_after_the_destination_was_seen_to_run() => Any.Sample(inputs =>
    {
        var life = Live(inputs);
        life.Before<SagaEffect.RetireSource>().ShouldAllBe(before => before.OfType<SagaEvent.SwitchedOver>().Any());
    });

    [Fact]
    public void Nothing_is_stopped_once_post_copy_was_ordered() => Any.Sample(inputs =>
        Live(inputs).Before<SagaEffect.StopTransfer>().ShouldAllBe(before => !before.OfType<SagaEvent.PostcopyOrdered>().Any()));

    [Fact]
    public void The_destination_is_never_thrown_away_once_the_transfer_has_completed() => Any.Sample(inputs =>
        Live(inputs).Before<SagaEffect.DiscardDestination>().ShouldAllBe(before =>
            !before.OfType<SagaEvent.SwitchedOver>().Any() && !before.OfType<SagaEvent.TransferCompleted>().Any()));

    [Fact]
    public void While_a_transfer_may_run_the_destination_is_thrown_away_only_after_it_was_stopped_or_failed() => Any.Sample(inputs =>
    {
        var state = SagaState.Empty;
        foreach (var input in inputs)
        {
            var step = MigrationSagaLogic.Decide(state, input, Sagas.Now);
            if (state.Phase is >= MigrationPhase.Reserved and <= MigrationPhase.PostcopyRunning && step.Effects.OfType<SagaEffect.DiscardDestination>().Any())
            {
                input.ShouldBeOfType<SagaInput.TransferFailed>().SourceRuns.ShouldBeTrue();
            }

            state = step.Events.Aggregate(state, (s, e) => s.Apply(e));
        }
    });

    [Fact]
    public void A_migration_ends_once_and_nothing_happens_after() => Any.Sample(inputs =>
    {
        var events = Live(inputs).Events;
        var ends = events.Select((e, i) => (e, i)).Where(x => x.e is SagaEvent.Completed or SagaEvent.Failed or SagaEvent.Cancelled or SagaEvent.Lost).ToList();
        ends.Count.ShouldBeLessThanOrEqualTo(1);
        if (ends.Count == 1)
        {
            ends[0].i.ShouldBe(events.Count - 1);
        }
    });

    [Fact]
    public void What_is_reserved_is_released_before_the_end() => Any.Sample(inputs =>
    {
        var life = Live(inputs);
        if (life.State.Phase is MigrationPhase.Completed or MigrationPhase.Failed or MigrationPhase.Cancelled)
        {
            life.Events.OfType<SagaEvent.BandwidthReleased>().ShouldHaveSingleItem();
            life.State.Reserved.ShouldBeNull();
        }

        if (life.State.Phase == MigrationPhase.Lost)
        {
            life.Effects.OfType<SagaEffect.ReleaseBandwidth>().ShouldNotBeEmpty();
        }
    });

    [Fact]
    public void Replaying_the_events_gives_the_live_state() => Any.Sample(inputs =>
    {
        var life = Live(inputs);
        var replayed = life.Events.Aggregate(SagaState.Empty, (s, e) => s.Apply(e));

        (replayed with { History = [] }).ShouldBe(life.State with { History = [] });
        replayed.History.ShouldBe(life.State.History);
    });

    [Fact]
    public void An_open_migration_always_has_something_to_go_on_with() => Any.Sample(inputs =>
    {
        var state = Live(inputs).State;
        var resumed = MigrationSagaLogic.Decide(state, Sagas.Resume, Sagas.Now);

        resumed.Events.ShouldBeEmpty();
        resumed.Effects.Count.ShouldBe(state.Phase.IsTerminal() ? 0 : 1);
    });

    private static Life Live(IEnumerable<SagaInput> inputs)
    {
        var state = SagaState.Empty;
        var happened = new List<object>();
        foreach (var input in inputs)
        {
            var step = MigrationSagaLogic.Decide(state, input, Sagas.Now);
            state = step.Events.Aggregate(state, (s, e) => s.Apply(e));
            happened.AddRange([.. step.Events, .. step.Effects]);
        }

        return new Life(state, happened);
    }

    /// <param name="Happened">Events and effects, in order.</param>
    private sealed record Life(SagaState State, IReadOnlyList<object> Happened)
    {
        public IReadOnlyList<SagaEvent> Events => [.. Happened.OfType<SagaEvent>()];

        public IReadOnlyList<SagaEffect> Effects => [.. Happened.OfType<SagaEffect>()];

        /// <summary>For each effect of that kind, what had happened before it.</summary>
        public IEnumerable<IReadOnlyList<object>> Before<T>() =>
            Happened.Select((h, i) => (h, i)).Where(x => x.h is T).Select(x => (IReadOnlyList<object>)[.. Happened.Take(x.i)]);
    }
}
