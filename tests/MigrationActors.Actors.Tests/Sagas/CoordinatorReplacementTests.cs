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
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");
        Source.All<HostCommand.StartTransfer>().ShouldAllBe(c => c.Header.Epoch == 1);
        var prepared = Destination.All<HostCommand.PrepareDestination>().Count();

        ReplaceCoordinator();
        Announce();
        Eventually(() => Source.All<HostCommand.StartTransfer>().ShouldContain(c => c.Header.Epoch == 2));
        Source.Say(Source.Completed(id));

        AwaitPhase(id, "completed");
        Destination.All<HostCommand.PrepareDestination>().Count().ShouldBe(prepared);
        Source.All<HostCommand.RetireSource>().ShouldAllBe(c => c.Header.Epoch == 2);
    }

    [Fact]
    public void A_post_copy_is_taken_up_at_its_source_before_it_is_ordered_again()
    {
        Source.Silent<HostCommand.StartPostcopy>();
        var id = Migrate(Technique.PostCopy).Id;
        AwaitPhase(id, "postcopyRunning");

        ReplaceCoordinator();
        Source.Behaves<HostCommand.StartPostcopy>();
        Announce();

        AwaitPhase(id, "completed");
        var after = Source.Heard.Where(c => c.Header.Epoch == 2).ToList();
        after.FindIndex(c => c is HostCommand.StartTransfer).ShouldBeInRange(0, after.FindIndex(c => c is HostCommand.StartPostcopy));
    }

    [Fact]
    public void A_cancel_under_way_is_carried_on()
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        Source.Silent<HostCommand.StopTransfer>();
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");
        Ask<MigrationView>(new ApiRequest.Cancel(id));

        ReplaceCoordinator();
        Source.Behaves<HostCommand.StopTransfer>();
        Announce();

        AwaitPhase(id, "cancelled");
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
}
