using MigrationActors.Core.Escalation;
using MigrationActors.Core.Saga;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>A guest that dirties its memory as fast as it is sent.</summary>
public sealed class SagaEscalationTests
{
    [Fact]
    public void The_ladder_is_climbed_step_by_step_each_after_passes_of_its_own()
    {
        var state = Sagas.Points["Transferring with leeway"];

        Line(state, 4).ShouldBe("");
        Line(state, 5).ShouldBe("Escalated(RaiseRate) ▸ AdjustTransfer");
        state = Next(state, 5);
        Line(state, 5).ShouldBe("Escalated(AutoConverge) ▸ AdjustTransfer");
        state = Next(state, 5);
        Line(state, 14).ShouldBe("");
        Line(state, 15).ShouldBe("Escalated(PostCopy), PostcopyOrdered ▸ StartPostcopy");
        Next(state, 15).Phase.ShouldBe(MigrationPhase.PostcopyRunning);
    }

    [Fact]
    public void What_it_does_is_ordered_with_the_rate_that_is_allowed()
    {
        var state = Sagas.Points["Transferring with leeway"];

        Decide(state, 5).Effects.ShouldBe([new SagaEffect.AdjustTransfer(Sagas.Request, new Mbps(700), Throttle: false)]);
        state = Next(state, 5);
        state.Reserved.ShouldBe(new Mbps(700));
        state.History[^1].Note.ShouldBe("5 passes over memory left no less to send: from 600 Mbit/s to 700 Mbit/s, up to what the SLA's lower bound leaves.");
        Decide(state, 5).Effects.ShouldBe([new SagaEffect.AdjustTransfer(Sagas.Request, null, Throttle: true)]);
        Next(state, 5).Reserved.ShouldBe(new Mbps(700));
    }

    [Fact]
    public void Rungs_that_cannot_be_taken_are_passed_over_and_at_the_end_the_vm_stays()
    {
        var state = Next(Sagas.Points["Transferring"], 5);
        state.Escalations.ShouldBe(2);

        Line(state, 15).ShouldBe("AbortDecided(StopTransfer) ▸ StopTransfer");
        Next(state, 15).Aborting!.Reason.ShouldBe(
            "15 passes over memory left no less to send, and nothing more can be done within the SLA: 'web' dirties its memory faster than it can be sent.");
    }

    [Fact]
    public void A_rate_that_is_no_higher_than_the_present_one_is_no_step()
    {
        var state = Sagas.Points["Transferring with leeway"];
        state = state with { Decision = state.Decision! with { HighestRate = new Mbps(600) } };

        Line(state, 5).ShouldBe("Escalated(AutoConverge) ▸ AdjustTransfer");
    }

    [Fact]
    public void A_transfer_without_a_reservation_gets_one_when_it_is_sped_up()
    {
        var state = Sagas.Points["Transferring with leeway"];
        state = state with { Reserved = null, Decision = state.Decision! with { Reserved = null, MaxBandwidth = new Mbps(500) } };

        Next(state, 5).Reserved.ShouldBe(new Mbps(700));
    }

    [Fact]
    public void The_operators_ladder_counts()
    {
        var rules = new SagaRules { Ladder = new EscalationLadder(new EscalationStep(EscalationRung.PostCopy, 2), new EscalationStep(EscalationRung.GiveUp, 1)) };

        Sagas.Line(MigrationSagaLogic.Decide(Sagas.Points["Transferring with leeway"], new SagaInput.NotConverging(2), Sagas.Now, rules))
            .ShouldBe("Escalated(PostCopy), PostcopyOrdered ▸ StartPostcopy");
        Sagas.Line(MigrationSagaLogic.Decide(Sagas.Points["Transferring"], new SagaInput.NotConverging(2), Sagas.Now, rules))
            .ShouldBe("AbortDecided(StopTransfer) ▸ StopTransfer");
    }

    private static SagaStep Decide(SagaState state, long barren) => MigrationSagaLogic.Decide(state, new SagaInput.NotConverging(barren), Sagas.Now);

    private static string Line(SagaState state, long barren) => Sagas.Line(Decide(state, barren));

    private static SagaState Next(SagaState state, long barren) => Sagas.Next(state, new SagaInput.NotConverging(barren));
}
