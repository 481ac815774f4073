using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Gangs;

/// <summary>Migrations that nobody asked for as one, on the same links.</summary>
public sealed class SharedLinkTests : GangBench
{
    public SharedLinkTests()
    {
        // Bounds that leave two low ones no room beside each other.
        var sla = new SlaBounds(new Mbps(300), new Mbps(600));
        Source.Announcement = Source.Announcement with { Vms = [Vm("a") with { Sla = sla }, Vm("b") with { Sla = sla }, Vm("c") with { Sla = sla }] };
    }

    [Fact]
    public void What_does_not_fit_waits_with_its_reason_and_begins_when_there_is_room()
    {
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");

        var second = Low("b");
        second.Phase.ShouldBe("queued");
        second.Waits!.ShouldContain(first.Id);
        View(second.Id).Phase.ShouldBe("queued");

        End(first.Id);
        AwaitPhase(second.Id, "transferring");
        View(second.Id).Waits.ShouldBeNull();
    }

    [Fact]
    public void The_more_urgent_goes_first_whoever_asked_first()
    {
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");
        var low = Low("b");
        low.Phase.ShouldBe("queued");

        var medium = Ask<MigrationView>(new ApiRequest.Migrate("c", "h2", Urgency.Medium, Technique.PreCopy));
        medium.Phase.ShouldBe("queued");
        End(first.Id);

        AwaitPhase(medium.Id, "transferring");
        View(low.Id).Phase.ShouldBe("queued");
    }

    [Fact]
    public void What_waits_can_be_cancelled()
    {
        AwaitPhase(Low("a").Id, "transferring");
        var second = Low("b");

        Ask<MigrationView>(new ApiRequest.Cancel(second.Id)).Phase.ShouldBe("cancelled");

        View(second.Id).ShouldSatisfyAllConditions(v => v.Terminal.ShouldBeTrue(), v => v.Failure!.ShouldContain("while it waited"));
        Ask<Refusal>(new ApiRequest.Cancel(second.Id)).Message.ShouldContain("over");
        Started.Count.ShouldBe(1);
    }

    [Fact]
    public void What_waits_still_waits_for_a_new_coordinator()
    {
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        Source.AsSource = MigrationActors.Core.Recovery.SourceCondition.Sending;
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");
        var second = Low("b");

        ReplaceCoordinator();
        Announce();
        Eventually(() => View(second.Id).Phase.ShouldBe("queued"));
        EndForSure(first.Id);

        AwaitPhase(second.Id, "transferring");
    }

    [Fact]
    public void A_high_one_that_comes_late_shrinks_a_low_one_and_gives_back_when_it_ends()
    {
        var low = Low("a");
        AwaitPhase(low.Id, "transferring");
        var before = RateOf(low.Id);

        var high = Ask<MigrationView>(new ApiRequest.Migrate("b", "h2", Urgency.High, Technique.PreCopy));
        AwaitPhase(high.Id, "transferring");

        Eventually(() => RateOf(low.Id).ShouldBeLessThan(before));
        Eventually(() => CapOf(low.Id).ShouldBe(RateOf(low.Id)));
        (RateOf(low.Id) + RateOf(high.Id)).ShouldBeLessThanOrEqualTo(990 + 1e-6);
        RateOf(low.Id).ShouldBeGreaterThanOrEqualTo(990 * 0.05 - 1e-6);
        View(low.Id).History.ShouldContain(h => h.Note != null && h.Note.Contains(high.Id, StringComparison.Ordinal));

        End(high.Id);
        Eventually(() => RateOf(low.Id).ShouldBe(before, 1e-6));
        Eventually(() => CapOf(low.Id).ShouldBe(before, 1e-6));
    }

    [Fact]
    public void What_a_member_held_goes_to_the_others_when_it_ends()
    {
        var gang = Gang(Wish("a", Urgency.High), Wish("b", Urgency.High));
        AwaitStarted(2);
        var stays = $"{gang.Id}-2";
        Eventually(() => Gang(gang.Id).Members.Single(m => m.MigrationId == stays).Phase.ShouldBe("transferring"));
        var before = RateOf(stays);

        End($"{gang.Id}-1");

        Eventually(() => RateOf(stays).ShouldBeGreaterThan(before * 1.5));
        Eventually(() => CapOf(stays).ShouldBe(RateOf(stays)));
    }

    private MigrationView Low(string vm)
    {
        Announce();
        return Ask<MigrationView>(new ApiRequest.Migrate(vm, "h2", Urgency.Low, Technique.PreCopy));
    }

    private double RateOf(string id) => Source.All<HostCommand.ReserveBandwidth>().Last(r => r.Header.MigrationId == id).Rate.Value;

    private double CapOf(string id) => Source.All<HostCommand.AdjustTransfer>().Last(r => r.Header.MigrationId == id).MaxBandwidth!.Value.Value;
}
