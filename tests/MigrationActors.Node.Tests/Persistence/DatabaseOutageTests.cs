using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Node.Persistence;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>The database is gone, locked or full for a while: nothing happens that is not in the journal, and it goes on when the database is back.</summary>
[Collection(JournalCollection.Name)]
public sealed class DatabaseOutageTests(PostgreSqlServer server)
{
    private static readonly ApiRequest.Migrate Wanted = new("web", "h2", Urgency.High, Technique.PreCopy, "key-1");

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_request_that_cannot_be_recorded_is_refused_and_no_host_hears_of_it(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using var node = await JournalledNode.StartAsync(store);
        store.Withdraw();

        (await node.AskAsync<Refusal>(Wanted)).ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(RefusalKind.Unavailable), r => r.Message.ShouldContain("could not be recorded"));
        (await node.AskAsync<Refusal>(Wanted)).Kind.ShouldBe(RefusalKind.Unavailable);

        node.Source.Heard.ShouldBeEmpty();
        store.GiveBack();
        await node.AwaitPhaseAsync((await node.MigrateAsync("web", Wanted.Key)).Id, "completed");
        (await node.AskAsync<MigrationList>(new ApiRequest.ListMigrations())).Migrations.ShouldHaveSingleItem();
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_saga_that_cannot_record_a_step_does_not_take_it_and_goes_on_afterwards(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using var node = await JournalledNode.StartAsync(store);
        node.Source.On<HostCommand.StartTransfer>(c => [node.Source.Accepted(c.Header.MigrationId)]);
        var id = (await node.MigrateAsync()).Id;
        await node.AwaitPhaseAsync(id, "transferring");
        store.Withdraw();

        node.Source.Say(node.Source.Completed(id));

        // The saga stops over it: from then on it is not there to answer, nor to act.
        await JournalledNode.Until(async () => await node.AskAsync(new ApiRequest.GetMigration(id)) is Refusal { Kind: RefusalKind.Unavailable });
        node.Destination.All<HostCommand.ConfirmDestination>().ShouldBeEmpty();
        node.Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
        node.Source.Behaves<HostCommand.StartTransfer>();
        store.GiveBack();
        await node.AwaitPhaseAsync(id, "completed");
        store.Rows().Count(r => r.Manifest == "saga.completed.1").ShouldBe(1);
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_cancel_that_cannot_be_recorded_is_refused_and_stops_nothing(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using var node = await JournalledNode.StartAsync(store);
        node.Source.On<HostCommand.StartTransfer>(c => [node.Source.Accepted(c.Header.MigrationId)]);
        node.Source.On<HostCommand.FollowTransfer>(c => [node.Source.Accepted(c.Header.MigrationId)]);
        var id = (await node.MigrateAsync()).Id;
        await node.AwaitPhaseAsync(id, "transferring");
        store.Withdraw();

        (await node.AskAsync<Refusal>(new ApiRequest.Cancel(id))).Kind.ShouldBe(RefusalKind.Unavailable);

        node.Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
        store.GiveBack();
        await JournalledNode.Until(async () => await node.AskAsync(new ApiRequest.Cancel(id)) is MigrationView);
        await node.AwaitPhaseAsync(id, "cancelled");
    }

    [SkippableFact]
    public async Task A_full_disk_takes_nothing_and_it_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync();
        using var store = JournalStore.On(disk.Folder);
        await using var node = await JournalledNode.StartAsync(store);
        disk.Fill();

        (await node.AskAsync<Refusal>(Wanted)).Message.ShouldContain("database or disk is full");
        node.Source.Heard.ShouldBeEmpty();

        disk.MakeRoom();
        await node.AwaitPhaseAsync((await node.MigrateAsync("web", Wanted.Key)).Id, "completed");
    }

    [Fact]
    public async Task A_file_that_is_away_is_not_replaced_by_an_empty_one()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        await using var node = await JournalledNode.StartAsync(store);
        var id = (await node.MigrateAsync("web", Wanted.Key)).Id;
        await node.AwaitPhaseAsync(id, "completed");
        var folder = Path.GetDirectoryName(store.File)!;
        Directory.Move(folder, folder + ".away");

        (await node.AskAsync<Refusal>(Wanted with { Key = "key-2" })).Kind.ShouldBe(RefusalKind.Unavailable);
        Directory.Exists(folder).ShouldBeFalse();

        Directory.Move(folder + ".away", folder);
        await JournalledNode.Until(async () => await node.AskAsync(Wanted) is MigrationView { Phase: "completed" } view && view.Id == id);
    }

    [Fact]
    public async Task A_journal_that_comes_back_after_its_node_gave_up_on_it_is_served_again()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        await JournalCheck.RunAsync(store.Database);
        store.Withdraw();
        await using var node = new JournalledNode(store);

        (await node.AskAsync<Refusal>(new ApiRequest.ListMigrations())).Message.ShouldContain("could not work with its database");

        store.GiveBack();
        await JournalledNode.Until(async () => await node.AskAsync(new ApiRequest.ListMigrations()) is MigrationList);
    }
}
