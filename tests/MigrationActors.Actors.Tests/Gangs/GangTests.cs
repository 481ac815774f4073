using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Gangs;

/// <summary>Several VMs as one, from the request to their ends: coordinator, sagas and journal are real, hosts scripted.</summary>
public sealed class GangTests : GangBench
{
    [Fact]
    public void A_low_gang_goes_one_after_another()
    {
        var gang = Gang(Wish("a"), Wish("b"), Wish("c"));
        gang.Members.ShouldAllBe(m => m.Strategy == "serial");

        for (var i = 1; i <= 3; i++)
        {
            AwaitStarted(i);
            Gang(gang.Id).Members.Count(m => m.Phase == "planned").ShouldBe(3 - i);
            End(Started[i - 1]);
        }

        var done = AwaitOutcome(gang.Id, "completed");
        done.Members.ShouldAllBe(m => m.Phase == "completed" && m.TotalTimeMs != null);
        done.Terminal.ShouldBeTrue();
        done.DowntimeMs.ShouldNotBeNull();
    }

    [Fact]
    public void A_high_gang_goes_at_once_and_shares_what_there_is()
    {
        var gang = Gang(Wish("a", Urgency.High), Wish("b", Urgency.High), Wish("c", Urgency.High));

        AwaitStarted(3);
        var rates = Source.All<HostCommand.ReserveBandwidth>().GroupBy(r => r.Header.MigrationId).Select(g => g.Last().Rate.Value).ToList();
        rates.Count.ShouldBe(3);
        rates.Sum().ShouldBeLessThanOrEqualTo(990 + 1e-6);

        foreach (var id in Started)
        {
            End(id);
        }

        AwaitOutcome(gang.Id, "completed").Members.ShouldAllBe(m => m.Strategy == "parallel" && m.Order == 1);
    }

    [Fact]
    public void In_a_mixed_gang_the_parallel_ones_go_first()
    {
        var gang = Gang(Wish("a"), Wish("b", Urgency.High), Wish("c", Urgency.High));

        AwaitStarted(2);
        Started.ShouldNotContain(IdOf(gang, "a"));
        End(IdOf(gang, "b"));
        Eventually(() => Gang(gang.Id).Members.Single(m => m.Vm == "b").Phase.ShouldBe("completed"));
        Started.ShouldNotContain(IdOf(gang, "a"));

        End(IdOf(gang, "c"));
        AwaitStarted(3);
        End(IdOf(gang, "a"));
        AwaitOutcome(gang.Id, "completed");
    }

    [Fact]
    public void One_that_fails_does_not_fail_the_others()
    {
        Destination.On<HostCommand.PrepareDestination>(c => c.Vm == "a"
            ? [new HostReply.CommandFailed(c.Header.MigrationId, "h2", nameof(HostCommand.PrepareDestination), "no memory left")]
            : [new HostReply.DestinationPrepared(c.Header.MigrationId, "h2", "192.0.2.12", 49152)]);
        var gang = Gang(Wish("a"), Wish("b"));

        AwaitStarted(1);
        End(Started[0]);

        var done = AwaitOutcome(gang.Id, "partial");
        done.Members.Single(m => m.Vm == "a").ShouldSatisfyAllConditions(m => m.Phase.ShouldBe("failed"), m => m.Failure!.ShouldContain("no memory left"));
        done.Members.Single(m => m.Vm == "b").Phase.ShouldBe("completed");
    }

    [Theory]
    [InlineData(Urgency.Low)]
    [InlineData(Urgency.High)]
    public void A_new_coordinator_goes_on_with_it(Urgency urgency)
    {
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        Source.AsSource = MigrationActors.Core.Recovery.SourceCondition.Sending;
        var gang = Gang(Wish("a", urgency), Wish("b", urgency));
        AwaitStarted(urgency == Urgency.High ? 2 : 1);
        Eventually(() => Gang(gang.Id).Members[0].Phase.ShouldBe("transferring"));

        ReplaceCoordinator();
        Announce();

        EndForSure(IdOf(gang, "a"));
        AwaitStarted(2);
        EndForSure(IdOf(gang, "b"));
        AwaitOutcome(gang.Id, "completed");
        Started.Count.ShouldBe(2);
    }

    [Fact]
    public void The_same_key_again_is_the_same_gang_and_no_other()
    {
        var first = Gang([Wish("a"), Wish("b")], null, "night-1");

        Ask<GangView>(new ApiRequest.MigrateGang([Wish("a"), Wish("b")], null, "night-1")).Id.ShouldBe(first.Id);
        Ask<Refusal>(new ApiRequest.MigrateGang([Wish("a")], null, "night-1")).Message.ShouldContain(first.Id);
        Ask<Refusal>(new ApiRequest.Migrate("c", "h2", Urgency.Low, null, "night-1")).Message.ShouldContain(first.Id);
    }

    [Fact]
    public void Another_deadline_makes_no_other_gang_and_one_that_has_passed_none()
    {
        var now = Time.GetUtcNow();
        var first = Gang([Wish("a") with { Deadline = now.AddHours(2) }], null, "night-1");

        Ask<GangView>(new ApiRequest.MigrateGang([Wish("a") with { Deadline = now.AddHours(3) }], null, "night-1")).Id.ShouldBe(first.Id);
        Refused(new ApiRequest.MigrateGang([Wish("b") with { Deadline = now }], null, "night-2")).ShouldContain("of 'b' has passed");
        Refused(new ApiRequest.PlanGang([Wish("b") with { Deadline = now }], null)).ShouldContain("of 'b' has passed");
        Refused(new ApiRequest.PlanMigrate("b", "h2", Urgency.Low, null, now)).ShouldContain("of 'b' has passed");
    }

    [Fact]
    public void What_is_cancelled_as_a_whole_moves_no_more()
    {
        var gang = Gang(Wish("a"), Wish("b"), Wish("c"));
        AwaitStarted(1);
        Eventually(() => Gang(gang.Id).Members.Single(m => m.MigrationId == Started[0]).Phase.ShouldBe("transferring"));

        Ask<GangView>(new ApiRequest.CancelGang(gang.Id, []));

        var done = AwaitOutcome(gang.Id, "cancelled");
        done.Members.Count(m => m.Phase == "skipped" && m.Failure != null).ShouldBe(2);
        Started.Count.ShouldBe(1);
    }

    [Fact]
    public void A_member_can_be_cancelled_by_itself()
    {
        var gang = Gang(Wish("a"), Wish("b"));
        AwaitStarted(1);
        var waiting = gang.Members.Single(m => IdOf(gang, m.Vm) != Started[0]).Vm;

        Ask<GangView>(new ApiRequest.CancelGang(gang.Id, [waiting]));
        End(Started[0]);

        AwaitOutcome(gang.Id, "partial").Members.Single(m => m.Vm == waiting).Phase.ShouldBe("skipped");
        Ask<Refusal>(new ApiRequest.CancelGang(gang.Id, [])).Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public void A_member_whose_host_is_not_heard_can_be_cancelled()
    {
        var gang = Gang(Wish("a"), Wish("b"));
        AwaitStarted(1);
        Time.Advance(new CoordinatorSettings().HostPatience + TimeSpan.FromSeconds(1));
        EndForSure(IdOf(gang, "a"));
        Eventually(() => Gang(gang.Id).Members.Single(m => m.Vm == "b").Waits.ShouldNotBeNull().ShouldContain("was last heard"));

        Ask<GangView>(new ApiRequest.CancelGang(gang.Id, []));

        AwaitOutcome(gang.Id, "partial").Members.Single(m => m.Vm == "b").Phase.ShouldBe("skipped");
        Announce();
        Started.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_member_that_is_cancelled_before_its_turn_is_free_at_once()
    {
        var gang = Gang(Wish("a"), Wish("b"));
        AwaitStarted(1);
        var (moving, waiting) = Started[0] == IdOf(gang, "a") ? ("a", "b") : ("b", "a");

        var answer = Ask<GangView>(new ApiRequest.CancelGang(gang.Id, [waiting]));

        answer.Members.Single(m => m.Vm == waiting).ShouldSatisfyAllConditions(m => m.Phase.ShouldBe("skipped"), m => m.Failure!.ShouldContain("before it began"));
        answer.Outcome.ShouldBe("running");
        Ask<MigrationView>(new ApiRequest.Migrate(waiting, "h2", Urgency.Low, Technique.PreCopy)).Vm.ShouldBe(waiting);
        Refused(new ApiRequest.Migrate(moving, "h2", Urgency.Low, null)).ShouldContain("already migrating");
    }

    [Fact]
    public void A_vm_that_has_just_arrived_can_go_on_at_once()
    {
        var gang = Gang(Wish("a"));
        AwaitStarted(1);
        EndForSure(IdOf(gang, "a"));

        // Neither host has announced itself since: the source still says that it runs the VM.
        Ask<PlanView>(new ApiRequest.PlanMigrate("a", "h1", Urgency.Low, null)).Members.ShouldHaveSingleItem().Source.ShouldBe("h2");
    }

    [Fact]
    public void A_drain_moves_what_can_go_and_names_what_stays()
    {
        Source.Announcement = Source.Announcement with { Vms = [Vm("a"), Vm("b") with { State = "paused" }, Vm("c") with { MemoryMiB = 100_000 }] };
        Announce();

        var drain = Ask<GangView>(new ApiRequest.Drain("h1", [], Urgency.High, null, null));

        drain.Kind.ShouldBe("drain");
        drain.Members.ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Vm.ShouldBe("a"), m => m.Destination.ShouldBe("h2"));
        drain.Stay.Select(s => s.Vm).Order().ShouldBe(["b", "c"]);
        drain.Stay.ShouldAllBe(s => s.Reason.Length > 10);
    }

    [Fact]
    public void A_plan_touches_nothing()
    {
        Announce();

        var plan = Ask<PlanView>(new ApiRequest.PlanGang([Wish("a"), Wish("b", Urgency.High)], null));

        plan.Members.Select(m => (m.Vm, m.Strategy)).ShouldBe([("b", "parallel"), ("a", "serial")]);
        plan.Members.ShouldAllBe(m => m.Rates.Count > 0 && m.Reasons.Count > 0);
        Ask<GangList>(new ApiRequest.ListGangs()).Gangs.ShouldBeEmpty();
        Ask<PlanView>(new ApiRequest.PlanMigrate("a", "h2", Urgency.High, null)).Members.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(m => m.Vm.ShouldBe("a"), m => m.StrategyReason.ShouldBe("Serial: one VM goes by itself."));
        Ask<PlanView>(new ApiRequest.PlanDrain("h1", [], Urgency.Low, null, null)).Members.Count.ShouldBe(3);
        Hosts.ShouldAllBe(h => h.Heard.Count == 0);
    }

    [Fact]
    public void What_is_wrong_is_said_before_anything_begins()
    {
        Announce();

        Refused(new ApiRequest.MigrateGang([], null)).ShouldContain("empty");
        Refused(new ApiRequest.MigrateGang([Wish("a"), Wish("a")], null)).ShouldContain("'a' is in the gang twice, as members 1 and 2");
        Refused(new ApiRequest.MigrateGang([Wish("a"), Wish("nosuch")], null)).ShouldContain("nosuch");
        Refused(new ApiRequest.MigrateGang([Wish("a") with { Destination = "h9" }, Wish("b") with { Destination = "h9" }], null)).ShouldContain("2 of 2");
        Refused(new ApiRequest.MigrateGang([.. Enumerable.Range(0, 500).Select(i => Wish($"v{i}"))], null)).ShouldContain("The gang has 500 VMs, and at most 256 go into one");
        Refused(new ApiRequest.Drain("h9", [], Urgency.Low, null, null)).ShouldContain("h9");
        Refused(new ApiRequest.Drain("h1", ["h1"], Urgency.Low, null, null)).ShouldContain("drained");
        Refused(new ApiRequest.GetGang("g-nosuch")).ShouldContain("g-nosuch");
        Hosts.ShouldAllBe(h => h.Heard.Count == 0);
    }

    [Fact]
    public void A_vm_that_is_spoken_for_is_in_no_second_gang()
    {
        var gang = Gang(Wish("a"), Wish("b"));

        Refused(new ApiRequest.MigrateGang([Wish("b"), Wish("c")], null)).ShouldContain(gang.Id);
        Refused(new ApiRequest.Migrate("b", "h2", Urgency.Low, null)).ShouldContain(gang.Id);
    }

    private static string IdOf(GangView gang, string vm) => $"{gang.Id}-{new[] { "a", "b", "c" }.ToList().IndexOf(vm) + 1}";

    private string Refused(ApiRequest request) => Ask<Refusal>(request).Message;
}
