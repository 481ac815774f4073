using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>The same request, asked for again because its answer was lost.</summary>
public sealed class IdempotencyTests : MigrationBench
{
    private static readonly ApiRequest.Migrate Wanted = new("web", "h2", Urgency.High, Technique.PreCopy, "deploy-17");

    [Fact]
    public void The_same_key_is_answered_with_the_same_migration_while_it_runs_and_after_it_has_ended()
    {
        Source.Silent<Protocol.Hosts.HostCommand.DescribeVm>();
        Announce();
        var id = Ask<MigrationView>(Wanted).Id;
        Ask<MigrationView>(Wanted).Id.ShouldBe(id);

        Source.Behaves<Protocol.Hosts.HostCommand.DescribeVm>();
        AwaitPhase(id, "completed");

        Ask<MigrationView>(Wanted).ShouldSatisfyAllConditions(v => v.Id.ShouldBe(id), v => v.Phase.ShouldBe("completed"));
        Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_successor_knows_the_keys()
    {
        Announce();
        var id = Ask<MigrationView>(Wanted).Id;
        AwaitPhase(id, "completed");

        ReplaceCoordinator();

        // Before any host is known again: the answer is in the journal alone.
        Ask<MigrationView>(Wanted).Id.ShouldBe(id);
    }

    [Fact]
    public void The_same_key_with_another_request_is_a_conflict_that_names_the_first()
    {
        Announce();
        var id = Ask<MigrationView>(Wanted).Id;

        ApiRequest.Migrate[] others =
        [
            Wanted with { Vm = "db" }, Wanted with { Destination = "h3" }, Wanted with { Urgency = Urgency.Low }, Wanted with { Technique = null },
        ];
        foreach (var other in others)
        {
            Ask<Refusal>(other).ShouldBe(new Refusal(
                RefusalKind.Conflict,
                $"The key 'deploy-17' belongs to another request: 'web' to 'h2', urgency high, technique preCopy ({id}). Give a new request a new key."));
        }
    }

    [Fact]
    public void The_same_key_with_another_deadline_is_the_same_request_also_when_that_has_passed()
    {
        Announce();
        var id = Ask<MigrationView>(Wanted with { Deadline = Time.GetUtcNow().AddHours(2) }).Id;

        Ask<MigrationView>(Wanted with { Deadline = Time.GetUtcNow().AddHours(3) }).Id.ShouldBe(id);
        Ask<MigrationView>(Wanted with { Deadline = Time.GetUtcNow().AddHours(-1) }).Id.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("deploy-17")]
    public void A_new_request_whose_deadline_has_passed_is_refused(string? key)
    {
        Announce();

        Ask<Refusal>(Wanted with { Key = key, Deadline = Epoch }).ShouldBe(new Refusal(
            RefusalKind.Invalid,
            "The deadline 2026-03-14T15:00:00Z of 'web' has passed (it is 2026-03-14T15:00:00Z at the coordinator): name a later one, or none."));
    }

    [Fact]
    public void Another_key_is_another_request()
    {
        Announce();
        AwaitPhase(Ask<MigrationView>(Wanted).Id, "completed");
        Eventually(() => Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations[0].Outcome.ShouldBe("completed"));

        // The hosts say that the VM is where it was: it can go the same way again.
        Announce();
        Ask<MigrationView>(Wanted with { Key = "deploy-18" });
        Ask<MigrationList>(new ApiRequest.ListMigrations()).Migrations.Count.ShouldBe(2);
    }

    [Fact]
    public void A_refused_request_leaves_its_key_free()
    {
        Ask<HostList>(new ApiRequest.ListHosts());
        Time.Advance(TimeSpan.FromSeconds(5));
        Ask<Refusal>(Wanted).Kind.ShouldBe(RefusalKind.NotFound);
        Announce();

        Ask<MigrationView>(Wanted);
    }

    [Fact]
    public void What_is_no_key_is_refused()
    {
        Announce();

        Ask<Refusal>(Wanted with { Key = "a b" }).ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(RefusalKind.Invalid), r => r.Message.ShouldContain("1 to 64 letters"));
    }
}
