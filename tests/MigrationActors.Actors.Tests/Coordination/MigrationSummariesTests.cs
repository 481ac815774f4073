using System.Text.Json;
using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Tests.Coordination;

/// <summary>Lists of what a journal holds, which has no end.</summary>
public sealed class MigrationSummariesTests
{
    /// <summary>A message between nodes (<c>cluster-config/akka.conf</c>).</summary>
    private const int Frame = 512_000;

    private static readonly DateTimeOffset Begin = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_short_list_is_whole_and_newest_first()
    {
        var list = MigrationSummaries.Of(Migrations(3));

        list.Migrations.Select(m => m.Id).ShouldBe(["m-2", "m-1", "m-0"]);
        list.Older.ShouldBe(0);
    }

    [Fact]
    public void A_long_list_fits_a_message_with_all_that_is_open_and_the_newest_of_the_rest()
    {
        var list = MigrationSummaries.Of(Migrations(10_000, open: 5));

        JsonSerializer.SerializeToUtf8Bytes(list, WireJson.Options).Length.ShouldBeInRange(Frame * 9 / 10, Frame - 10_000);
        list.Older.ShouldBe(10_000 - list.Migrations.Count);
        list.Migrations.Select(m => m.RequestedAt).ShouldBeInOrder(SortDirection.Descending);
        list.Migrations.TakeLast(5).ShouldAllBe(m => m.Outcome == "running");
        list.Migrations.SkipLast(5).Select(m => m.Id).ShouldBe(Enumerable.Range(0, list.Migrations.Count - 5).Select(i => $"m-{9999 - i}"));
    }

    [Fact]
    public void A_long_list_of_gangs_fits_a_message_too()
    {
        var state = Enumerable.Range(0, 5000).Aggregate(CoordinatorState.Empty, (all, i) =>
        {
            var accepted = all.Apply(new CoordinatorEvent.GangAccepted(Begin.AddSeconds(i), Gang($"g-{i}"), null));
            return i < 5 ? accepted : accepted.Apply(new CoordinatorEvent.GangEnded(Begin.AddSeconds(i), $"g-{i}", GangOutcome.Completed));
        });

        var list = GangViews.List(state);

        JsonSerializer.SerializeToUtf8Bytes(list, WireJson.Options).Length.ShouldBeLessThan(Frame - 10_000);
        list.Older.ShouldBe(5000 - list.Gangs.Count);
        (list.Gangs[0].Id, list.Gangs[^1].Id, list.Gangs.Count(g => g.EndedAt is null)).ShouldBe(("g-4999", "g-0", 5));
    }

    /// <summary>A second apart; the first <paramref name="open"/> of them have not ended.</summary>
    private static CoordinatorState Migrations(int count, int open = 0) => Enumerable.Range(0, count).Aggregate(CoordinatorState.Empty, (all, i) =>
    {
        var request = new MigrationRequest($"m-{i}", $"web-{i}", "h1", "192.0.2.1", "h2", [], Urgency.Low, null);
        var decision = new MigrationDecision(
            Technique.PreCopy, null, new Mbps(1), new Mbps(1), new Mbps(1), new SlaBounds(Mbps.Zero, Mbps.Zero), "thesis", [], true, new Mbps(1));
        var traffic = new TrafficSnapshot(Mbps.Zero, Mbps.Zero, Mbps.Zero, Mbps.Zero, Mbps.Zero, Mbps.Zero, new Mbps(1000));
        var accepted = all.Apply(new CoordinatorEvent.MigrationAccepted(Begin.AddSeconds(i), request, traffic, decision));
        return i < open ? accepted : accepted.Apply(new CoordinatorEvent.MigrationEnded(Begin.AddSeconds(i + 30), request.Id, MigrationPhase.Completed));
    });

    private static GangRequest Gang(string id) => new(
        id, null, null,
        [new GangMember($"{id}-1", "web", "h1", "h2", Urgency.Low, null, null, new Decision<Strategy>(Strategy.Serial, "low"), new Forecast(TimeSpan.Zero, TimeSpan.Zero, "none"))],
        [], TimeSpan.Zero);
}
