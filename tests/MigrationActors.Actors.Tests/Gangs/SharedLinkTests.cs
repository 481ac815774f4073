using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Escalation;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Progress;
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
    public void What_waits_outlives_a_takeover_after_which_its_vm_is_not_heard_of_yet()
    {
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        Source.AsSource = MigrationActors.Core.Recovery.SourceCondition.Sending;
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");
        var second = Low("b");

        // The end of the first lets the line be looked at, while the restarted agent has not found the other VM yet.
        var vms = Source.Announcement.Vms;
        Source.Announcement = Source.Announcement with { Vms = [.. vms.Where(v => v.Name == "a")] };
        ReplaceCoordinator();
        Announce();
        EndForSure(first.Id);
        Eventually(() => View(second.Id).Waits.ShouldNotBeNull().ShouldContain("No host runs a VM named 'b'"));

        Source.Announcement = Source.Announcement with { Vms = vms };
        Announce();
        AwaitPhase(second.Id, "transferring");
    }

    [Fact]
    public void What_waits_outlives_that_its_vm_does_not_answer_for_a_moment()
    {
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");
        var second = Low("b");
        var vms = Source.Announcement.Vms;

        Source.Announcement = Source.Announcement with { Vms = [.. vms.Select(v => v.Name == "b" ? v with { State = VmAnnouncement.Unreachable } : v)] };
        Announce();
        EndForSure(first.Id);
        Eventually(() => View(second.Id).Waits.ShouldNotBeNull().ShouldContain("unreachable"));

        Source.Announcement = Source.Announcement with { Vms = vms };
        Announce();
        AwaitPhase(second.Id, "transferring");
    }

    [Fact]
    public void What_cannot_be_begun_for_long_fails_with_the_reason()
    {
        var first = Low("a");
        AwaitPhase(first.Id, "transferring");
        var second = Low("b");
        Source.Announcement = Source.Announcement with { Vms = [.. Source.Announcement.Vms.Where(v => v.Name != "b")] };
        Announce();
        EndForSure(first.Id);
        Eventually(() => View(second.Id).Waits.ShouldNotBeNull().ShouldContain("No host runs"));

        Time.Advance(new CoordinatorSettings().WaitingPatience);

        Eventually(() => View(second.Id).Phase.ShouldBe("failed"));
        View(second.Id).Failure!.ShouldContain("No host runs a VM named 'b'");
    }

    [Fact]
    public void A_new_coordinator_leaves_a_raised_one_what_it_has()
    {
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        Source.AsSource = MigrationActors.Core.Recovery.SourceCondition.Sending;
        var low = Low("a");
        AwaitPhase(low.Id, "transferring");
        DoesNotConverge(low.Id);
        Eventually(() => View(low.Id).History.ShouldContain(h => h.Note != null && h.Note.Contains("up to what the SLA", StringComparison.Ordinal)));
        Eventually(() => CapOf(low.Id).ShouldBeGreaterThan(600));
        var raised = CapOf(low.Id);

        ReplaceCoordinator();
        Announce();
        Eventually(() => View(low.Id).History.ShouldContain(h => h.Note != null && h.Note.Contains("has taken over", StringComparison.Ordinal)));

        // Another end has the links looked at.
        var high = Ask<MigrationView>(new ApiRequest.Migrate("b", "h2", Urgency.High, Technique.PreCopy));
        AwaitPhase(high.Id, "transferring");
        EndForSure(high.Id);
        Eventually(() => CapOf(low.Id).ShouldBe(raised, 1e-6));
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

    /// <summary>Passes that each leave as much as the one before, as many as the first rung of the ladder wants.</summary>
    private void DoesNotConverge(string id)
    {
        // The first that counts is the second: it is what the others are held to.
        for (var pass = 2; pass <= EscalationLadder.Default.Steps[0].AfterPasses + 2; pass++)
        {
            Source.Say(id, new HostReply.TransferProgressed(id, Source.Name, new TransferSample(Epoch.AddSeconds(pass), 1000, 400, 600 + pass, pass)));
        }
    }

    private double RateOf(string id) => Source.All<HostCommand.ReserveBandwidth>().Last(r => r.Header.MigrationId == id).Rate.Value;

    private double CapOf(string id) => Source.All<HostCommand.AdjustTransfer>().Last(r => r.Header.MigrationId == id).MaxBandwidth!.Value.Value;
}
