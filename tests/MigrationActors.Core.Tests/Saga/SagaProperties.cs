using CsCheck;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>Whatever hosts and users say, in whatever order and how often: never two running copies, and never none by our doing.</summary>
public sealed class SagaProperties
{
    private static readonly Gen<SagaInput> AnyLook =
        from source in Gen.Enum<SourceCondition>()
        from destination in Gen.Enum<DestinationCondition>()
        select Sagas.Inspected(source, destination);

    private static readonly Gen<SagaInput> AnyInput = Gen.Frequency(
        (3, Gen.Int[0, Sagas.Inputs.Count - 1].Select(i => Sagas.Inputs.Values.ElementAt(i))),
        (1, AnyLook));

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
    public void The_destination_is_never_thrown_away_once_it_was_seen_to_run() => Any.Sample(inputs =>
        Live(inputs).Before<SagaEffect.DiscardDestination>().ShouldAllBe(before => !before.OfType<SagaEvent.SwitchedOver>().Any()));

    /// <summary>Such as: the source says that it runs the VM, or that nothing was under way; or both sides were asked.</summary>
    [Fact]
    public void While_a_transfer_may_run_the_destination_is_thrown_away_only_for_a_reason_that_makes_it_safe() => Any.Sample(inputs =>
    {
        var (state, now) = (SagaState.Empty, Sagas.Now);
        foreach (var input in inputs)
        {
            var step = MigrationSagaLogic.Decide(state, input, now);
            if (MayTransfer(state) && step.Effects.OfType<SagaEffect.DiscardDestination>().Any())
            {
                IsSafe(state, input).ShouldBeTrue($"{state.Phase}: {input}");
            }

            state = step.Events.Aggregate(state, (s, e) => s.Apply(e));
            now += BetweenInputs;
        }
    });

    private static bool MayTransfer(SagaState state) =>
        state.Phase is (>= MigrationPhase.Reserved and < MigrationPhase.SwitchedOver) or MigrationPhase.OutcomeUnknown
        || state is { Phase: MigrationPhase.Aborting, Aborting.Step: AbortStep.StopTransfer };

    private static bool IsSafe(SagaState state, SagaInput input) => input switch
    {
        SagaInput.TransferFailed { SourceRuns: true } => !state.PostcopyOrdered,
        SagaInput.TransferStopped => state.Phase == MigrationPhase.Aborting,
        SagaInput.Inspected when !state.MayHaveBegun => true,
        SagaInput.Inspected look => new[] { RecoveryTable.Decide(look.Source, look.Destination), RecoveryTable.AtTheDeadline(look.Source, look.Destination) }
            .Any(v => v is Verdict.Start or Verdict.GiveUp or Verdict.LostAtSource),
        _ => false,
    };

    [Fact]
    public void A_transfer_is_started_only_after_a_reservation_or_a_look_and_never_a_second_time() => Any.Sample(inputs =>
        Live(inputs).Before<SagaEffect.StartTransfer>().ShouldAllBe(before =>
            before.OfType<SagaEvent.BandwidthReserved>().Any()
            && !before.OfType<SagaEvent.TransferStarted>().Any() && !before.OfType<SagaEvent.PostcopyOrdered>().Any() && !before.OfType<SagaEvent.TransferCompleted>().Any()));

    [Fact]
    public void Post_copy_is_ordered_in_the_journal_before_it_is_ordered_of_a_host() => Any.Sample(inputs =>
    {
        var life = Live(inputs);
        life.Before<SagaEffect.StartPostcopy>().Concat(life.Before<SagaEffect.RecoverPostcopy>()).ShouldAllBe(before => before.OfType<SagaEvent.PostcopyOrdered>().Any());
    });

    /// <summary>Every host silent from here on: whatever it was about, it comes to an end, and everything is released on the way.</summary>
    [Fact]
    public void No_migration_stays_open_for_ever() => Any.Sample(inputs =>
    {
        var life = Live(inputs);
        var (state, now) = (life.State, life.Now);
        var released = state.Phase.IsTerminal();
        SagaInput? input = Sagas.Resume;
        for (var i = 0; i < MostInputsUntilTheEnd && input is not null; i++)
        {
            var step = MigrationSagaLogic.Decide(state, input, now);
            released |= step.Effects.OfType<SagaEffect.ReleaseBandwidth>().Any();
            state = step.Events.Aggregate(state, (s, e) => s.Apply(e));
            now += TimeSpan.FromSeconds(15);
            input = Silence(state, step.Effects.Count == 0 ? null : step.Effects[^1]);
        }

        state.Phase.IsTerminal().ShouldBeTrue($"{state.Phase}");
        released.ShouldBeTrue();
    });

    /// <summary>Two times five minutes of patience at an input each 15 s, and some for the way there.</summary>
    private const int MostInputsUntilTheEnd = 80;

    /// <summary>What a saga is told when nobody answers.</summary>
    private static SagaInput? Silence(SagaState state, SagaEffect? effect) => effect switch
    {
        SagaEffect.Inspect => Sagas.Looks[Verdict.AskAgain],
        SagaEffect.ReleaseBandwidth => new SagaInput.ReservationGone(["h1"]),
        null or SagaEffect.LookAgain or SagaEffect.AdjustTransfer => state.Phase.IsTerminal() ? null : Sagas.Look,
        _ => Sagas.StepFailed,
    };

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
        var elsewhere = MigrationSagaLogic.Decide(state, new SagaInput.Resume(99), Sagas.Now);

        resumed.Events.ShouldBeEmpty();
        resumed.Effects.Count.ShouldBe(state.Phase.IsTerminal() ? 0 : 1);
        elsewhere.Effects.ShouldBe(resumed.Effects);
        elsewhere.Events.Count.ShouldBe(state.Phase.IsTerminal() ? 0 : 1);
    });

    /// <summary>So that patience runs out now and then.</summary>
    private static readonly TimeSpan BetweenInputs = TimeSpan.FromMinutes(1);

    private static Life Live(IEnumerable<SagaInput> inputs)
    {
        var (state, now) = (SagaState.Empty, Sagas.Now);
        var happened = new List<object>();
        foreach (var input in inputs)
        {
            var step = MigrationSagaLogic.Decide(state, input, now);
            state = step.Events.Aggregate(state, (s, e) => s.Apply(e));
            happened.AddRange([.. step.Events, .. step.Effects]);
            now += BetweenInputs;
        }

        return new Life(state, now, happened);
    }

    /// <param name="Happened">Events and effects, in order.</param>
    private sealed record Life(SagaState State, DateTimeOffset Now, IReadOnlyList<object> Happened)
    {
        public IReadOnlyList<SagaEvent> Events => [.. Happened.OfType<SagaEvent>()];

        public IReadOnlyList<SagaEffect> Effects => [.. Happened.OfType<SagaEffect>()];

        /// <summary>For each effect of that kind, what had happened before it.</summary>
        public IEnumerable<IReadOnlyList<object>> Before<T>() =>
            Happened.Select((h, i) => (h, i)).Where(x => x.h is T).Select(x => (IReadOnlyList<object>)[.. Happened.Take(x.i)]);
    }
}
