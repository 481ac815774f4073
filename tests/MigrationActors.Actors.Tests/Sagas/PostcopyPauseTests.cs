using MigrationActors.Core.Recovery;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>The link breaks while the VM's memory is on both hosts.</summary>
public sealed class PostcopyPauseTests : MigrationBench
{
    [Fact]
    public void A_paused_post_copy_is_recovered_with_its_bandwidth_limit_and_completes()
    {
        var id = StartPostcopy();

        Pause(id);
        Eventually(() => Source.All<HostCommand.ResumePostcopy>().ShouldNotBeEmpty());
        AwaitPhase(id, "postcopyRunning");
        Source.Say(Source.Completed(id));

        var done = AwaitPhase(id, "completed");
        done.History.Select(h => h.Phase).ShouldContain("postcopyPaused");
        Destination.All<HostCommand.RecoverDestination>().ShouldAllBe(c => c.Address == "192.0.2.12" && c.Port == 49152);
        Source.All<HostCommand.ResumePostcopy>().ShouldAllBe(c => c.Port == 49152 && c.MaxBandwidth.Value == done.ReservedMbps);
        NothingWasCancelled();
    }

    [Fact]
    public void The_source_goes_on_only_when_the_destination_listens()
    {
        Destination.Silent<HostCommand.RecoverDestination>();
        var id = StartPostcopy();

        Pause(id);
        Eventually(() => Destination.All<HostCommand.RecoverDestination>().Count().ShouldBeGreaterThan(2));
        Source.All<HostCommand.ResumePostcopy>().ShouldBeEmpty();
        Destination.Behaves<HostCommand.RecoverDestination>();

        AwaitPhase(id, "postcopyRunning");
    }

    [Fact]
    public void A_recovery_that_fails_is_tried_again()
    {
        Destination.Refuses<HostCommand.RecoverDestination>("Address already in use.");
        var id = StartPostcopy();

        Pause(id);
        Eventually(() => Destination.All<HostCommand.RecoverDestination>().Count().ShouldBeGreaterThan(2));
        Destination.Behaves<HostCommand.RecoverDestination>();

        AwaitPhase(id, "postcopyRunning");
    }

    [Fact]
    public void A_link_that_is_never_healed_ends_as_lost_with_every_rule_gone_and_nothing_touched()
    {
        Destination.Refuses<HostCommand.RecoverDestination>("No route to host.");
        var id = StartPostcopy();
        Pause(id);
        Eventually(() => Destination.All<HostCommand.RecoverDestination>().Count().ShouldBeGreaterThan(1));

        Time.Advance(TimeSpan.FromMinutes(6));

        AwaitPhase(id, "lost").Failure.ShouldNotBeNull().ShouldContain("h1 has a paused post-copy, and h2 has a paused post-copy");
        Eventually(() => Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any()));
        NothingWasCancelled();
    }

    /// <summary>A link may break with the coordinator: the next one gets the whole time to try.</summary>
    [Fact]
    public void A_pause_that_outlasted_its_coordinator_is_recovered_by_the_next()
    {
        Destination.Refuses<HostCommand.RecoverDestination>("No route to host.");
        var id = StartPostcopy();
        Pause(id);
        Eventually(() => Destination.All<HostCommand.RecoverDestination>().ShouldNotBeEmpty());

        Time.Advance(TimeSpan.FromMinutes(4));
        ReplaceCoordinator();
        Time.Advance(TimeSpan.FromMinutes(2));
        Destination.Behaves<HostCommand.RecoverDestination>();
        Announce();

        AwaitPhase(id, "postcopyRunning");
    }

    private void Pause(string id)
    {
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.PostcopyPaused, DestinationCondition.PostcopyPaused);
        Source.Say(new HostReply.PostcopyPaused(id, Source.Name));
    }

    private void NothingWasCancelled()
    {
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
        Source.All<HostCommand.RetireSource>().Any().ShouldBe(Destination.All<HostCommand.ConfirmDestination>().Any());
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
    }
}
