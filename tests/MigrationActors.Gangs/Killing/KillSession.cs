using MigrationActors.Core;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Killing;

/// <summary>A parallel and a serial gang, each of which loses its coordinator to `kill -9` when its first member transfers.</summary>
public sealed class KillSession(TestbedPrefix prefix, Mbps link, TimeProvider time, Action<string> say)
{
    private const int FillMiB = 48;
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(20), new Mbps(60));
    private static readonly TimeSpan AskPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeginTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(10);

    /// <summary>A lease that lost its coordinator runs out by itself, after 30 s.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    public async Task<KillReport> RunAsync(CancellationToken cancellation)
    {
        say($"Testbed '{prefix}': links of {link}, three candidates");
        await using var world = await GangWorld.UpAsync(prefix, link, ClusterPlans.ThreeCandidates, time, cancellation);
        world.Coordinator.Patience = AskPatience;
        var (parallel, serial) = (GangKind.Parse("high2"), GangKind.Parse("low3"));
        var pair = await BootAsync(world, "a", parallel, cancellation);
        var trio = await BootAsync(world, "b", serial, cancellation);
        await world.Traffic.SetAsync(new Dictionary<string, Background> { [TestbedLayout.Source] = Background.Saturated }, cancellation);
        say("The guests run");

        KilledGang[] gangs = [await RunAsync(world, "parallel", parallel, pair, cancellation), await RunAsync(world, "serial", serial, trio, cancellation)];
        say("Taking everything down");
        return new KillReport(link.Value, gangs);
    }

    private async Task<KilledGang> RunAsync(GangWorld world, string name, GangKind kind, IReadOnlyList<GangGuest> guests, CancellationToken cancellation)
    {
        await world.Cluster.WaitUntilHeardAsync(cancellation);
        var rules = await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation);
        guests.ToList().ForEach(g => g.WatchFromNow());
        var request = new GangBody(
            [.. guests.Zip(kind.Urgencies, (g, urgency) => new GangMemberBody(g.Name, Urgency: WireJson.Name(urgency)))], TestbedLayout.Destination);
        var gang = await world.Coordinator.MigrateGangAsync(request, cancellation);
        var begun = await world.Coordinator.FollowGangAsync(gang.Id, g => g.Terminal || g.Members.Any(m => Transfers(m.Phase)), BeginTimeout, cancellation);

        var before = world.Cluster.LatestTakeover();
        var victim = world.Cluster.Candidates.Single(c => c.Name == before.Candidate);
        var killedAt = time.GetUtcNow();
        await world.Cluster.KillNodeAsync(victim.Name, cancellation);
        say($"{gang.Id}: '{victim.Name}' killed; {string.Join(", ", begun.Members.Select(m => $"{m.Vm} {m.Phase}"))}");

        var ended = await world.Coordinator.FollowGangAsync(gang.Id, g => g.Terminal, EndTimeout, cancellation);
        var after = await Aftermath.FindAsync(
            world, guests.ToDictionary(g => g, g => ended.Members.First(m => m.Vm == g.Name) is { Phase: "completed" } moved ? moved.Destination : TestbedLayout.Source), rules, Settling, cancellation);
        var takeover = world.Cluster.LatestTakeover();
        var tookOver = takeover.Epoch > before.Epoch;
        await world.Cluster.StartNodeAsync(victim, cancellation);
        var result = new KilledGang(
            name,
            gang.Id,
            victim.Name,
            tookOver ? takeover.Candidate : null,
            tookOver ? (takeover.At - killedAt).TotalSeconds : null,
            ended.Members,
            [
                .. begun.Terminal ? new[] { "it was over before the coordinator could be killed" } : [],
                .. ended.Members.Where(m => m.Phase != "completed").Select(m => $"'{m.Vm}' is {m.Phase}: {m.Failure}"),
                .. ended.Members.Where(m => m.Strategy != name).Select(m => $"'{m.Vm}' is {m.Strategy} instead of {name}"),
                .. after.Violations,
                .. world.Cluster.EndedByThemselves().Select(n => $"the node '{n.Name}' ended by itself: {world.Cluster.LogOf(n.Name).TrimEnd().Split('\n')[^1]}"),
            ]);
        say(result.Text);
        return result;
    }

    private static async Task<IReadOnlyList<GangGuest>> BootAsync(GangWorld world, string letter, GangKind kind, CancellationToken cancellation)
    {
        var guests = new List<GangGuest>();
        while (guests.Count < kind.Size)
        {
            guests.Add(await world.BootAsync($"{letter}{guests.Count + 1}", FillMiB, Sla, cancellation));
        }

        return guests;
    }

    private static bool Transfers(string phase) => phase is "transferring" or "postcopyRunning";
}
