using MigrationActors.Core;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Bench.Failover;

/// <summary>Kills the active one of three coordinator candidates, again and again, and measures until its successor is at work.</summary>
/// <param name="saturated">Whether four TCP flows from the source to the external peer fill both their links meanwhile.</param>
public sealed class FailoverBench(TestbedPrefix prefix, Mbps link, bool saturated, TimeProvider time, Action<string> say)
{
    private const int ApplicationPort = 5301;
    private const int Connections = 4;
    private static readonly TimeSpan TakeoverTimeout = TimeSpan.FromMinutes(1);

    /// <summary>What was asked before a successor is there is lost; waiting for that answer would pass for the failover.</summary>
    private static readonly TimeSpan AskPatience = TimeSpan.FromMilliseconds(300);

    /// <exception cref="TestbedException">The testbed or the cluster did not come up, or nobody took over within a minute.</exception>
    public async Task<FailoverReport> RunAsync(int times, CancellationToken cancellation)
    {
        say($"Testbed '{prefix}': four hosts, links of {link}, three candidates");
        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(prefix, link), cancellation);
        try
        {
            await using var cluster = await TestbedCluster.StartAsync(testbed, ClusterPlans.ThreeCandidates, cancellation: cancellation);
            await using var traffic = new TrafficGenerator(testbed);
            if (saturated)
            {
                await traffic.StartAsync(new TrafficFlow(TestbedLayout.Source, TrafficDirection.Out, ApplicationPort, Connections), cancellation);
            }

            var rounds = new List<FailoverRound>();
            for (var round = 1; round <= times; round++)
            {
                rounds.Add(await RoundAsync(cluster, cancellation));
                say($"{round}/{times} {Line(rounds[^1])}");
            }

            return new FailoverReport(link.Value, saturated, rounds);
        }
        finally
        {
            say($"Taking testbed '{prefix}' down");
            await TestbedNetwork.DownAsync(prefix, CancellationToken.None);
        }
    }

    private async Task<FailoverRound> RoundAsync(TestbedCluster cluster, CancellationToken cancellation)
    {
        // Each candidate shows every host: they are all members, and whoever took over has settled.
        await cluster.WaitUntilHeardAsync(cancellation);
        var before = cluster.LatestTakeover();
        var killed = cluster.Candidates.Single(c => c.Name == before.Candidate);

        var at = time.GetUtcNow();
        var clock = time.GetTimestamp();
        await cluster.KillNodeAsync(killed.Name, cancellation);
        var watches = cluster.Candidates.Where(c => c != killed).Select(c => WatchAsync(cluster, c, clock, cancellation)).ToList();
        var seen = await Task.WhenAll(watches);
        var after = cluster.LatestTakeover();
        if (after.Epoch == before.Epoch)
        {
            throw new TestbedException($"The API answered after '{killed.Name}' was killed, but no candidate's log says that it took over.");
        }

        var round = new FailoverRound(
            killed.Name,
            after.Candidate,
            after.Epoch,
            Since(at, cluster.FirstLineWith("UNREACHABLE", at)),
            Since(at, cluster.FirstLineWith("SBR took decision", at)),
            Since(at, cluster.FirstLineWith("Leader is removing", at)),
            (after.At - at).TotalMilliseconds,
            seen.Min(s => s.AnsweredMs),
            seen.Min(s => s.CommandsMs));
        await cluster.StartNodeAsync(killed, cancellation);
        return round;
    }

    /// <summary>Asks a candidate that is left: what it answers from now on comes from the successor.</summary>
    private async Task<(double AnsweredMs, double CommandsMs)> WatchAsync(TestbedCluster cluster, NodePlan candidate, long clock, CancellationToken cancellation)
    {
        using var client = cluster.ClientOf(candidate);
        client.Patience = AskPatience;
        double? answered = null;
        await Until.TrueAsync(
            async token =>
            {
                if (await client.TryHostsAsync(token) is not { } hosts)
                {
                    return false;
                }

                answered ??= time.GetElapsedTime(clock).TotalMilliseconds;
                return cluster.HearsAll(hosts);
            },
            TakeoverTimeout,
            () => $"No coordinator that hears every host answered at '{candidate.Name}' within {TakeoverTimeout.TotalSeconds} s.",
            cancellation);
        return (answered!.Value, time.GetElapsedTime(clock).TotalMilliseconds);
    }

    private static double? Since(DateTimeOffset from, DateTimeOffset? to) => (to - from)?.TotalMilliseconds;

    private static string Line(FailoverRound round) =>
        $"{round.Killed} killed, {round.Successor} took over with epoch {round.Epoch} after {round.TookOverMs / 1000:0.0} s, its commands arrive after {round.CommandsMs / 1000:0.0} s";
}
