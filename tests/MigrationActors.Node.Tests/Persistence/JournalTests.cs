using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>What coordinator and sagas persist and how they recover from it, over each kind of journal.</summary>
[Collection(JournalCollection.Name)]
public sealed class JournalTests(PostgreSqlServer server)
{
    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task What_one_node_lived_through_the_next_one_recovers(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        MigrationView ended;
        MigrationView open;
        await using (var first = await JournalledNode.StartAsync(store))
        {
            ended = await first.AwaitPhaseAsync((await first.MigrateAsync("web", "key-1")).Id, "completed");
            first.Source.On<HostCommand.StartTransfer>(c => [first.Source.Accepted(c.Header.MigrationId)]);
            open = await first.AwaitPhaseAsync((await first.MigrateAsync("db")).Id, "transferring");
        }

        await using var second = await JournalledNode.StartAsync(store);

        (await second.ViewAsync(ended.Id)).ShouldSatisfyAllConditions(
            v => v.History.ShouldBe(ended.History), v => v.TotalTimeMs.ShouldBe(ended.TotalTimeMs), v => v.Reasons.ShouldBe(ended.Reasons));
        (await second.AwaitPhaseAsync(open.Id, "completed")).History.Take(open.History.Count).ShouldBe(open.History);
        (await second.MigrateAsync("web", "key-1")).Id.ShouldBe(ended.Id);
        second.Source.Heard.ShouldAllBe(c => c.Header.MigrationId == open.Id && c.Header.Epoch == 2);
        ShouldBeSound(store);
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_coordinator_that_was_replaced_without_noticing_writes_nothing_more_and_steps_down(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using var stale = await JournalledNode.StartAsync(store);
        await using var successor = await JournalledNode.StartAsync(store);

        var refused = await stale.AskAsync<Refusal>(new ApiRequest.Migrate("web", "h2", Core.Reservation.Urgency.High, null));

        refused.Kind.ShouldBe(RefusalKind.Unavailable);
        stale.Source.Heard.ShouldBeEmpty();
        await stale.Terminated.WaitAsync(TimeSpan.FromSeconds(30));
        await successor.AwaitPhaseAsync((await successor.MigrateAsync()).Id, "completed");
        ShouldBeSound(store);

        // And whoever comes next can still read it.
        await using var third = await JournalledNode.StartAsync(store);
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_saga_that_was_replaced_without_noticing_takes_its_coordinator_down_with_it(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using var stale = await JournalledNode.StartAsync(store);
        stale.Source.On<HostCommand.StartTransfer>(c => [stale.Source.Accepted(c.Header.MigrationId)]);
        var id = (await stale.MigrateAsync()).Id;
        await stale.AwaitPhaseAsync(id, "transferring");
        await using var successor = await JournalledNode.StartAsync(store);
        await successor.AwaitPhaseAsync(id, "completed");

        stale.Source.Say(stale.Source.Completed(id));

        await stale.Terminated.WaitAsync(TimeSpan.FromSeconds(30));
        stale.Source.All<HostCommand.RetireSource>().ShouldBeEmpty();
        ShouldBeSound(store);
        await using var third = await JournalledNode.StartAsync(store);
        (await third.ViewAsync(id)).Phase.ShouldBe("completed");
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task A_journal_that_two_wrote_in_turns_is_not_read(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await using (await JournalledNode.StartAsync(store))
        {
        }

        await using (await JournalledNode.StartAsync(store))
        {
        }

        store.Execute("""
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT created, deleted, persistence_id, 3, message, manifest, identifier, writer_uuid FROM journal WHERE sequence_number = 1
            """);

        await using var third = new JournalledNode(store);
        (await third.AskAsync<Refusal>(new ApiRequest.ListMigrations())).Kind.ShouldBe(RefusalKind.Unavailable);
        store.Rows().Count.ShouldBe(3);
    }

    /// <summary>Every story is contiguous and has at most one end; epochs only rise.</summary>
    private static void ShouldBeSound(JournalStore store)
    {
        var stories = store.Rows().GroupBy(r => r.PersistenceId).ToList();
        foreach (var story in stories)
        {
            story.Select(r => r.SequenceNumber).ShouldBe(Enumerable.Range(1, story.Count()).Select(i => (long)i));
            story.Count(r => r.Manifest is "saga.completed.1" or "saga.failed.1" or "saga.cancelled.1" or "saga.lost.1").ShouldBeLessThanOrEqualTo(1);
        }

        stories.Single(s => s.Key == "coordinator").Where(r => r.Manifest == "coord.epoch-raised.1")
            .Select(r => JsonDocument.Parse(r.Text).RootElement.GetProperty("epoch").GetInt64())
            .ShouldBeInOrder();
    }
}
