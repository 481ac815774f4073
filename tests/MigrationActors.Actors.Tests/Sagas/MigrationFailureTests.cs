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
    public void Where_no_side_is_known_to_run_it_is_lost_and_neither_qemu_is_touched()
    {
        FailTransfer("QEMU ended.", sourceRuns: false);
        var id = Migrate().Id;

        AwaitPhase(id, "lost");

        Eventually(() => Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.ShouldHaveSingleItem().Outcome.ShouldBe("lost"));
        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
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
    public void A_source_that_falls_silent_while_it_sends_is_asked_where_it_stands_and_not_given_up()
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");
        Source.Silent<HostCommand.StartTransfer>();

        Time.Advance(PastEveryDeadline);
        Eventually(() => Source.All<HostCommand.StartTransfer>().Count().ShouldBeGreaterThan(2));
        Time.Advance(PastEveryDeadline);
        var asked = Source.All<HostCommand.StartTransfer>().Count();
        Eventually(() => Source.All<HostCommand.StartTransfer>().Count().ShouldBeGreaterThan(asked + 2));
        View(id).Phase.ShouldBe("transferring");
        Source.Behaves<HostCommand.StartTransfer>();

        AwaitPhase(id, "completed");
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
    }

    private void FailTransfer(string reason, bool sourceRuns) => Source.On<HostCommand.StartTransfer>(c =>
        [Source.Accepted(c.Header.MigrationId), new HostReply.TransferFailed(c.Header.MigrationId, "h1", reason, sourceRuns)]);
}
