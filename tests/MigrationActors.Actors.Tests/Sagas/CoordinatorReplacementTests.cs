using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>The coordinator dies and a successor takes over from the journal.</summary>
public sealed class CoordinatorReplacementTests : MigrationBench
{
    [Fact]
    public void The_successor_takes_up_an_open_transfer_with_a_higher_epoch_and_sees_it_through()
    {
        var id = StartTransferring();
        Source.All<HostCommand.StartTransfer>().ShouldAllBe(c => c.Header.Epoch == 1);
        var prepared = Destination.All<HostCommand.PrepareDestination>().Count();
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sending, DestinationCondition.Receiving);

        ReplaceCoordinator();
        Announce();
        Eventually(() => Source.All<HostCommand.FollowTransfer>().ShouldNotBeEmpty());
        Source.Say(Source.Completed(id));

        var done = AwaitPhase(id, "completed");
        done.History.ShouldContain(h => h.Note == "The coordinator of epoch 2 has taken over from that of epoch 1.");
        Destination.All<HostCommand.PrepareDestination>().Count().ShouldBe(prepared);
        Source.All<HostCommand.StartTransfer>().ShouldAllBe(c => c.Header.Epoch == 1);
        Source.All<HostCommand.RetireSource>().ShouldAllBe(c => c.Header.Epoch == 2);
    }

    [Fact]
    public void Both_hosts_are_asked_before_anything_is_done_and_again_until_they_are_known()
    {
        var id = StartTransferring();
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sent, DestinationCondition.Runs);

        ReplaceCoordinator();
        Source.Announce(Coordinator);
        Eventually(() => Source.All<HostCommand.InspectSource>().ShouldNotBeEmpty());
        Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
        Announce();

        AwaitPhase(id, "completed");
        OfTheSuccessor(Source)[0].ShouldBeOfType<HostCommand.InspectSource>();
        OfTheSuccessor(Destination)[0].ShouldBeOfType<HostCommand.InspectDestination>();
        Source.All<HostCommand.RetireSource>().ShouldNotBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
    }

    [Fact]
    public void A_transfer_that_was_not_started_yet_is_started_after_a_look()
    {
        Source.Silent<HostCommand.StartTransfer>();
        var id = Migrate().Id;
        AwaitPhase(id, "reserved");

        ReplaceCoordinator();
        Source.Behaves<HostCommand.StartTransfer>();
        Announce();

        AwaitPhase(id, "completed");
        var after = OfTheSuccessor(Source);
        after.FindIndex(c => c is HostCommand.InspectSource).ShouldBeInRange(0, after.FindIndex(c => c is HostCommand.StartTransfer));
    }

    [Fact]
    public void A_post_copy_whose_order_was_lost_is_taken_up_at_its_source_before_it_is_ordered_again()
    {
        Source.Silent<HostCommand.StartPostcopy>();
        var id = Migrate(Technique.PostCopy).Id;
        AwaitPhase(id, "postcopyRunning");
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sending, DestinationCondition.Receiving);

        ReplaceCoordinator();
        Source.Behaves<HostCommand.StartPostcopy>();
        Announce();

        AwaitPhase(id, "completed");
        var after = OfTheSuccessor(Source);
        after.FindIndex(c => c is HostCommand.FollowTransfer).ShouldBeInRange(0, after.FindIndex(c => c is HostCommand.StartPostcopy));
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
    }

    [Fact]
    public void A_cancel_under_way_is_carried_on()
    {
        var id = StartTransferring();
        Source.Silent<HostCommand.StopTransfer>();
        Ask<MigrationView>(new ApiRequest.Cancel(id));
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sending, DestinationCondition.Receiving);

        ReplaceCoordinator();
        Source.Behaves<HostCommand.StopTransfer>();
        Announce();

        AwaitPhase(id, "cancelled");
        OfTheSuccessor(Source)[0].ShouldBeOfType<HostCommand.InspectSource>();
    }

    [Fact]
    public void What_has_ended_stays_ended_and_its_story_can_be_read()
    {
        var id = Migrate().Id;
        var before = AwaitPhase(id, "completed");

        ReplaceCoordinator();
        Announce();

        var after = View(id);
        after.History.ShouldBe(before.History);
        after.TotalTimeMs.ShouldBe(before.TotalTimeMs);
        Eventually(() => Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.ShouldHaveSingleItem().Outcome.ShouldBe("completed"));
        Source.Heard.ShouldAllBe(c => c.Header.Epoch == 1);
    }

    [Fact]
    public void What_a_successor_does_not_know_at_first_is_not_said_to_be_missing()
    {
        var wanted = new ApiRequest.Migrate("web", "h2", Core.Reservation.Urgency.High, null);

        Ask<Refusal>(wanted).ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(RefusalKind.Unavailable), r => r.Message.ShouldStartWith("The coordinator has just taken over"));
        Time.Advance(TimeSpan.FromSeconds(5));

        Ask<Refusal>(wanted).Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public void Each_successor_raises_the_epoch()
    {
        ReplaceCoordinator();
        ReplaceCoordinator();
        AwaitPhase(Migrate().Id, "completed");

        Source.Heard.ShouldAllBe(c => c.Header.Epoch == 3);
    }

    private static List<IHostCommand> OfTheSuccessor(ScriptedHost host) => [.. host.Heard.Where(c => c.Header.Epoch == 2)];
}
