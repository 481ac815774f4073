using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Saga;

/// <summary>What a migration leaves behind: times, notes, reasons, and the orders it gives.</summary>
public sealed class SagaStoryTests
{
    [Fact]
    public void A_migration_that_succeeds_passes_every_phase_in_order()
    {
        var state = Sagas.After(Sagas.Success);

        state.History.Select(h => h.Phase).ShouldBe(
        [
            MigrationPhase.Requested, MigrationPhase.Profiled, MigrationPhase.Decided, MigrationPhase.DestinationPrepared, MigrationPhase.Reserved,
            MigrationPhase.Transferring, MigrationPhase.Transferred, MigrationPhase.SwitchedOver, MigrationPhase.SourceRetired, MigrationPhase.Released, MigrationPhase.Completed,
        ]);
        state.Failure.ShouldBeNull();
        state.Reserved.ShouldBeNull();
        state.Epoch.ShouldBe(7);
    }

    [Fact]
    public void Total_migration_time_and_downtime_are_the_hosts_own_times()
    {
        var state = Sagas.After(Sagas.Success);

        state.TotalMigrationTime.ShouldBe(TimeSpan.FromSeconds(9));
        state.Downtime.ShouldBe(TimeSpan.FromSeconds(0.5));
        state.Totals.ShouldBe(Sagas.Totals);
    }

    [Fact]
    public void What_was_not_seen_is_left_out_and_not_made_up()
    {
        var state = Sagas.After([.. Sagas.Success.Take(4), new SagaInput.TransferCompleted(null, Sagas.Now, Sagas.Totals), new SagaInput.DestinationRuns(null)]);

        state.Downtime.ShouldBeNull();
    }

    [Fact]
    public void Without_a_reservation_the_transfer_starts_at_once()
    {
        var ready = Sagas.After(Sagas.Begin(reserves: false));

        Sagas.Line(MigrationSagaLogic.Decide(ready, Sagas.DestinationReady, Sagas.Now)).ShouldBe("DestinationPrepared, BandwidthReserved ▸ StartTransfer");
    }

    [Fact]
    public void The_transfer_gets_the_endpoint_the_technique_and_the_rate_that_were_decided()
    {
        var step = MigrationSagaLogic.Decide(Sagas.Points["DestinationPrepared"], Sagas.ReservationHeld, Sagas.Now);

        step.Effects.ShouldBe([new SagaEffect.StartTransfer(Sagas.Request, Sagas.Endpoint, Technique.PreCopy, new Mbps(600), PostcopyAllowed: false)]);
    }

    [Fact]
    public void Post_copy_is_persisted_as_ordered_before_it_is_ordered()
    {
        var reserved = Sagas.After(Sagas.Begin(Technique.PostCopy), Sagas.DestinationReady, Sagas.ReservationHeld);

        Sagas.Line(MigrationSagaLogic.Decide(reserved, Sagas.Accepted, Sagas.Now)).ShouldBe("TransferStarted, PostcopyOrdered ▸ StartPostcopy");
    }

    [Fact]
    public void A_cancel_that_is_overtaken_by_the_transfers_end_goes_on_to_completion()
    {
        var state = Sagas.After([.. Sagas.Success.Take(4), Sagas.Cancel, .. Sagas.Success.Skip(4)]);

        state.Phase.ShouldBe(MigrationPhase.Completed);
        state.Aborting.ShouldBeNull();
        state.Failure.ShouldBeNull();
        state.History.ShouldContain(h => h.Note == "The transfer had come too far to be stopped.");
    }

    [Fact]
    public void A_failure_keeps_its_reason_through_the_tidying()
    {
        var state = Sagas.Points["Failed"];

        state.Failure.ShouldBe("h1: The link broke.");
        state.Reserved.ShouldBeNull();
    }

    [Fact]
    public void Lost_says_why_it_was_asked_what_both_hosts_said_and_that_they_were_left_alone() =>
        Sagas.Points["Lost"].Failure.ShouldBe(
            "h1: The link broke. Asked, h1 has no QEMU of the VM, and h2 has a paused post-copy. No complete copy of 'web' is known to run. Both were left as they are.");

    [Fact]
    public void A_vm_lost_at_its_source_keeps_its_reason_through_the_tidying_and_ends_as_lost()
    {
        var state = Sagas.Next(Sagas.Next(Sagas.Points["Aborting: lost"], Sagas.DestinationGone), Sagas.ReservationGone);

        state.Phase.ShouldBe(MigrationPhase.Lost);
        state.Reserved.ShouldBeNull();
        state.Failure.ShouldBe("h1: The link broke. Asked, h1 has no QEMU of the VM, and h2 waits for the VM. No complete copy of 'web' is known to run.");
    }

    [Fact]
    public void Who_took_over_from_whom_is_told()
    {
        var state = Sagas.Next(Sagas.Points["Transferring"], Sagas.ResumeElsewhere);

        state.Epoch.ShouldBe(8);
        state.History[^1].ShouldBe(new PhaseEntry(MigrationPhase.Transferring, Sagas.Now, "The coordinator of epoch 8 has taken over from that of epoch 7."));
    }

    [Fact]
    public void What_both_hosts_said_is_told_where_something_follows_from_it() =>
        Sagas.Next(Sagas.Points["OutcomeUnknown"], Sagas.Looks[Verdict.Follow]).History[^1].Note
            .ShouldBe("h1 is sending the VM, h2 is receiving the VM: the transfer is followed.");

    [Fact]
    public void A_cancel_that_comes_too_late_for_a_post_copy_is_dropped_and_said()
    {
        var state = Sagas.Next(Sagas.Points["Aborting: StopTransfer"], Sagas.Looks[Verdict.FollowPostcopy]);

        state.Phase.ShouldBe(MigrationPhase.PostcopyRunning);
        state.Aborting.ShouldBeNull();
        state.PostcopyOrdered.ShouldBeTrue();
        state.History.ShouldContain(h => h.Note == "The transfer had come too far to be stopped.");
    }

    [Fact]
    public void A_source_that_does_not_go_away_is_said_and_the_migration_is_complete_all_the_same()
    {
        var state = Sagas.After([.. Sagas.Success.Take(6), Sagas.StepFailed, Sagas.ReservationGone]);

        state.Phase.ShouldBe(MigrationPhase.Completed);
        state.History.ShouldContain(h => h.Phase == MigrationPhase.SourceRetired && h.Note == "h2: No.");
    }

    [Fact]
    public void Hosts_that_do_not_confirm_the_release_are_named()
    {
        var state = Sagas.After([.. Sagas.Success.Take(7), new SagaInput.ReservationGone(["h2", "nfs1"])]);

        state.History.ShouldContain(h => h.Note == "Not confirmed by h2, nfs1: the rule goes when its lease runs out.");
    }

    [Fact]
    public void An_events_time_is_the_one_given()
    {
        var later = Sagas.Now.AddHours(1);

        MigrationSagaLogic.Decide(Sagas.Points["Reserved"], Sagas.Accepted, later).Events.ShouldAllBe(e => e.At == later);
    }
}
