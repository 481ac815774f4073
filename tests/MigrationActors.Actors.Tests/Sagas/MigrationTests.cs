using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>A migration from the request to its end where hosts do as they are told: coordinator, saga and journal are real, hosts scripted.</summary>
public sealed class MigrationTests : MigrationBench
{
    [Theory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public void Each_technique_goes_through_to_completion(Technique technique)
    {
        var id = Migrate(technique).Id;

        var done = AwaitPhase(id, "completed");

        done.Technique.ShouldBe(WireJson.Name(technique));
        done.Progress.Fraction.ShouldBe(1);
        done.TransferredBytes.ShouldBe(1200);
        done.DowntimeMs.ShouldNotBeNull();
        done.TotalTimeMs.ShouldNotBeNull();
        done.Failure.ShouldBeNull();
        Source.All<HostCommand.StartPostcopy>().Any().ShouldBe(technique != Technique.PreCopy);
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldBeEmpty();
    }

    [Fact]
    public void The_request_is_answered_with_the_plan()
    {
        var view = Migrate();

        view.ShouldSatisfyAllConditions(
            v => v.Vm.ShouldBe("web"),
            v => v.Source.ShouldBe("h1"),
            v => v.Destination.ShouldBe("h2"),
            v => v.Urgency.ShouldBe("high"),
            v => v.ReservedMbps.ShouldNotBeNull(),
            v => v.Reasons.ShouldNotBeEmpty());
    }

    [Fact]
    public void Every_host_on_the_way_reserves_its_side_and_releases_it()
    {
        AwaitPhase(Migrate().Id, "completed");

        Source.All<HostCommand.ReserveBandwidth>().ShouldNotBeEmpty();
        Source.All<HostCommand.ReserveBandwidth>().ShouldAllBe(
            r => r.Side == ShapingSide.Source && r.SourceAddress == "192.0.2.11" && r.DestinationAddress == "192.0.2.12" && r.Port == 49152);
        Destination.All<HostCommand.ReserveBandwidth>().Select(r => r.Side).Distinct().ShouldBe([ShapingSide.Destination]);
        Storage.All<HostCommand.ReserveBandwidth>().Select(r => r.Side).Distinct().ShouldBe([ShapingSide.Storage]);
        Hosts.ShouldAllBe(h => h.Heard.SkipWhile(c => !(c is HostCommand.ReserveBandwidth)).OfType<HostCommand.ReleaseBandwidth>().Any());
    }

    [Fact]
    public void Where_enough_is_free_nothing_is_reserved()
    {
        Source.Announcement = Source.Announcement with { Out = Mbps.Zero, Vms = [Source.Announcement.Vms[0] with { Out = Mbps.Zero, In = Mbps.Zero }] };

        var done = AwaitPhase(Migrate(urgency: Urgency.Low).Id, "completed");

        done.ReservedMbps.ShouldBeNull();
        Hosts.ShouldAllBe(h => !h.All<HostCommand.ReserveBandwidth>().Any());
    }

    [Fact]
    public void The_vms_definition_travels_from_the_source_to_the_destination()
    {
        AwaitPhase(Migrate().Id, "completed");

        Destination.All<HostCommand.PrepareDestination>().Select(p => p.Definition).Distinct().ShouldBe([Fakes.Definitions.Web.ToJson()]);
    }

    [Fact]
    public void Answers_that_come_twice_change_nothing()
    {
        Source.On<HostCommand.StartTransfer>(c => [.. Twice(Source.Accepted(c.Header.MigrationId)), .. Twice(Source.Completed(c.Header.MigrationId))]);
        Destination.On<HostCommand.PrepareDestination>(c => Twice(new HostReply.DestinationPrepared(c.Header.MigrationId, "h2", "192.0.2.12", 49152)));
        Storage.On<HostCommand.ReserveBandwidth>(c => Twice(new HostReply.BandwidthReserved(c.Header.MigrationId, "nfs1")));
        Destination.On<HostCommand.ConfirmDestination>(c => Twice(new HostReply.DestinationRuns(c.Header.MigrationId, "h2", null)));

        var done = AwaitPhase(Migrate().Id, "completed");

        done.History.Select(h => h.Phase).ShouldBe(
        [
            "requested", "profiled", "decided", "destinationPrepared", "reserved", "transferring",
            "transferred", "switchedOver", "sourceRetired", "released", "completed",
        ]);
    }

    [Fact]
    public void A_cancel_while_it_sends_stops_tidies_and_ends_as_cancelled()
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");

        Ask<MigrationView>(new ApiRequest.Cancel(id)).Phase.ShouldBe("aborting");

        AwaitPhase(id, "cancelled").Failure.ShouldBe("Cancelled by the user.");
        Source.All<HostCommand.StopTransfer>().ShouldNotBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
    }

    [Fact]
    public void A_cancel_that_comes_too_late_is_refused_and_the_vm_goes_on()
    {
        Source.Silent<HostCommand.StartPostcopy>();
        var id = Migrate(Technique.PostCopy).Id;
        AwaitPhase(id, "postcopyRunning");

        Ask<Refusal>(new ApiRequest.Cancel(id)).ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(RefusalKind.Conflict), r => r.Message.ShouldStartWith("Post-copy has begun"));

        Source.Behaves<HostCommand.StartPostcopy>();
        AwaitPhase(id, "completed");
    }

    [Fact]
    public void A_second_migration_of_a_vm_waits_for_the_end_of_the_first()
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");

        Ask<Refusal>(new ApiRequest.Migrate("web", "h2", Urgency.Low, null)).Message.ShouldContain($"already migrating to 'h2' ({id})");

        Source.Say(Source.Completed(id));
        Eventually(() => Summary(id).Outcome.ShouldBe("completed"));
        Announce();
        Ask<MigrationView>(new ApiRequest.Migrate("web", "h2", Urgency.Low, null)).Id.ShouldNotBe(id);
    }

    [Fact]
    public void The_list_tells_how_it_ended_and_when()
    {
        var id = Migrate().Id;

        Eventually(() => Summary(id).ShouldSatisfyAllConditions(
            s => s.Outcome.ShouldBe("completed"), s => s.Vm.ShouldBe("web"), s => s.EndedAt.ShouldNotBeNull()));
    }

    [Fact]
    public void A_migration_that_does_not_exist_is_not_found()
    {
        Ask<Refusal>(new ApiRequest.GetMigration("m-nowhere")).Kind.ShouldBe(RefusalKind.NotFound);
        Ask<Refusal>(new ApiRequest.Cancel("m-nowhere")).Message.ShouldBe("There is no migration 'm-nowhere'. 'migctl status' lists them.");
    }

    [Fact]
    public void A_vm_can_only_be_started_on_a_host_that_runs_vms()
    {
        Announce();

        Ask<Refusal>(new ApiRequest.Start("nfs1", "{}")).Message.ShouldBe("There is no host named 'nfs1' that runs VMs. Known: h1, h2.");
    }

    [Fact]
    public void The_host_list_shows_who_was_not_heard_lately()
    {
        Announce();
        Ask<HostList>(new ApiRequest.ListHosts()).Hosts.Count.ShouldBe(3);
        Time.Advance(TimeSpan.FromSeconds(11));
        Source.Announce(Coordinator);

        var hosts = Ask<HostList>(new ApiRequest.ListHosts()).Hosts;

        hosts.Select(h => (h.Name, h.Reachable)).ShouldBe([("h1", true), ("h2", false), ("nfs1", false)]);
        hosts[0].Traffic.ShouldBe("outbound");
        hosts[0].Vms.ShouldHaveSingleItem().Traffic.ShouldBe("mixed");
    }

    private static IHostReply[] Twice(IHostReply reply) => [reply, reply];

    private MigrationSummary Summary(string id) => Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.Single(m => m.Id == id);
}
