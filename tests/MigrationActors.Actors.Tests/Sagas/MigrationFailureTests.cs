using MigrationActors.Core.Recovery;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>Hosts that refuse, fail or do not answer: what becomes of the VM, the rules and the story.</summary>
public sealed class MigrationFailureTests : MigrationBench
{
    private static readonly TimeSpan PastEveryDeadline = TimeSpan.FromSeconds(61);

    [Fact]
    public void A_destination_that_refuses_makes_it_fail_with_every_rule_released_and_the_vm_untouched()
    {
        Destination.Refuses<HostCommand.PrepareDestination>("There is no bridge 'br0'.");

        AwaitPhase(Migrate().Id, "failed").Failure.ShouldBe("h2: There is no bridge 'br0'.");

        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
        Source.All<HostCommand.StartTransfer>().ShouldBeEmpty();
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
    }

    [Fact]
    public void A_reservation_that_one_host_refuses_is_lifted_on_all_and_nothing_is_sent()
    {
        Storage.Refuses<HostCommand.ReserveBandwidth>("Somebody configured 'eth0' by hand.");

        AwaitPhase(Migrate().Id, "failed").Failure.ShouldBe("nfs1: Somebody configured 'eth0' by hand.");

        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
        Source.All<HostCommand.StartTransfer>().ShouldBeEmpty();
    }

    [Fact]
    public void A_transfer_that_fails_leaves_the_vm_at_the_source()
    {
        FailTransfer("The link broke.", sourceRuns: true);

        AwaitPhase(Migrate().Id, "failed").Failure.ShouldBe("h1: The link broke.");

        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
    }

    [Fact]
    public void Where_no_side_has_the_vm_whole_it_is_lost_and_neither_qemu_is_touched()
    {
        FailTransfer("QEMU ended.", sourceRuns: false);
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Absent, DestinationCondition.PostcopyPaused);
        var id = Migrate().Id;

        AwaitPhase(id, "lost").Failure.ShouldBe(
            "h1: QEMU ended. Asked, h1 has no QEMU of the VM, and h2 has a paused post-copy. No complete copy of 'web' is known to run. Both were left as they are.");

        Eventually(() => Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.ShouldHaveSingleItem().Outcome.ShouldBe("lost"));
        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
    }

    [Fact]
    public void A_vm_that_died_with_its_source_leaves_no_qemu_that_waits_for_it()
    {
        FailTransfer("QEMU ended.", sourceRuns: false);
        Source.AsSource = SourceCondition.Absent;

        AwaitPhase(Migrate().Id, "lost");

        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
    }

    [Fact]
    public void A_failure_after_which_the_vm_turns_out_to_run_at_the_destination_is_none()
    {
        FailTransfer("QEMU ended.", sourceRuns: false);
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Absent, DestinationCondition.Runs);

        AwaitPhase(Migrate().Id, "completed").History.ShouldContain(h => h.Phase == "outcomeUnknown" && h.Note == "h1: QEMU ended.");

        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
    }

    [Fact]
    public void A_stop_that_is_not_answered_makes_both_sides_be_asked()
    {
        var id = StartTransferring();
        Source.Silent<HostCommand.StopTransfer>();
        Ask<MigrationView>(new ApiRequest.Cancel(id));
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Runs, DestinationCondition.Waiting);

        Time.Advance(PastEveryDeadline);

        AwaitPhase(id, "cancelled").Failure.ShouldBe("Cancelled by the user.");
        Source.All<HostCommand.InspectSource>().ShouldNotBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
    }

    [Fact]
    public void Hosts_that_stay_silent_do_not_keep_it_open_for_ever()
    {
        var id = StartTransferring();
        Source.Silent<HostCommand.InspectSource>();
        Destination.Silent<HostCommand.InspectDestination>();

        Time.Advance(PastEveryDeadline);
        Eventually(() => Source.All<HostCommand.InspectSource>().ShouldNotBeEmpty());
        Time.Advance(PastEveryDeadline);
        AwaitPhase(id, "outcomeUnknown");
        Ask<Refusal>(new ApiRequest.Cancel(id)).Message.ShouldStartWith("It is not known just now where the VM is");
        Eventually(() =>
        {
            Time.Advance(PastEveryDeadline);
            View(id).Phase.ShouldBe("lost");
        });

        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
    }

    [Fact]
    public void A_host_that_does_not_answer_is_asked_again_until_the_deadline_and_then_named()
    {
        Destination.Silent<HostCommand.PrepareDestination>();
        var id = Migrate().Id;
        Eventually(() => Destination.All<HostCommand.PrepareDestination>().Count().ShouldBeGreaterThan(2));

        Time.Advance(TimeSpan.FromSeconds(30));

        AwaitPhase(id, "failed").Failure.ShouldBe("h2 did not answer in 30 s (preparing the destination).");
    }

    [Fact]
    public void An_answer_after_a_while_is_as_good_as_one_at_once()
    {
        Destination.Silent<HostCommand.PrepareDestination>();
        var id = Migrate().Id;
        Eventually(() => Destination.All<HostCommand.PrepareDestination>().Count().ShouldBeGreaterThan(1));

        Destination.Behaves<HostCommand.PrepareDestination>();

        AwaitPhase(id, "completed");
    }

    [Fact]
    public void A_source_that_cannot_be_retired_is_said_and_the_migration_is_complete()
    {
        Source.Refuses<HostCommand.RetireSource>("The tap is busy.");

        AwaitPhase(Migrate().Id, "completed").History.ShouldContain(h => h.Phase == "sourceRetired" && h.Note == "h1: The tap is busy.");
    }

    [Fact]
    public void Hosts_that_do_not_confirm_the_release_hold_nothing_up_and_are_named()
    {
        Storage.Silent<HostCommand.ReleaseBandwidth>();
        var id = Migrate().Id;
        Eventually(() => Storage.All<HostCommand.ReleaseBandwidth>().Count().ShouldBeGreaterThan(2));

        Time.Advance(PastEveryDeadline);

        AwaitPhase(id, "completed").History.ShouldContain(h => h.Note == "Not confirmed by nfs1: the rule goes when its lease runs out.");
    }

    /// <summary>Its agent may have restarted, and does not know any more whom to tell.</summary>
    [Fact]
    public void A_source_that_falls_silent_while_it_sends_is_looked_at_and_followed_again()
    {
        var id = StartTransferring();
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sending, DestinationCondition.Receiving);
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId), Source.Completed(c.Header.MigrationId)]);
        var started = Source.All<HostCommand.StartTransfer>().Count();

        Time.Advance(PastEveryDeadline);

        AwaitPhase(id, "completed");
        Source.All<HostCommand.StartTransfer>().Count().ShouldBe(started);
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
    }

    private void FailTransfer(string reason, bool sourceRuns) => Source.On<HostCommand.StartTransfer>(c =>
        [Source.Accepted(c.Header.MigrationId), new HostReply.TransferFailed(c.Header.MigrationId, "h1", reason, sourceRuns)]);
}
