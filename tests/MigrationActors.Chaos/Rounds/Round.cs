using MigrationActors.Chaos.Checks;
using MigrationActors.Chaos.Plans;
using MigrationActors.Chaos.World;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Rounds;

/// <summary>One migration with one kill in it, and the look afterwards.</summary>
public sealed class Round(ChaosWorld world, KillTarget target)
{
    private static readonly TimeSpan TakeoverTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <param name="known">The migrations of earlier rounds.</param>
    public async Task<RoundResult> RunAsync(RoundPlan plan, IReadOnlySet<string> known, CancellationToken cancellation)
    {
        var from = await world.ReadyAsync(cancellation);
        var to = world.Hypervisors.Single(h => h.Name != from).Name;
        var victim = world.Cluster.Plan.Single(n => n.Name == VictimOf(from, to));
        var probedFrom = world.Guest.Probe.Now;
        var requestedAt = world.Time.GetUtcNow();

        var migration = new RequestedMigration(world, plan, to) { Known = known };
        var request = migration.RequestAsync(cancellation);
        await Task.Delay(plan.KillAfter, cancellation);
        var killedAt = world.Time.GetUtcNow();
        var before = world.Cluster.LatestTakeover();
        await world.Cluster.KillNodeAsync(victim.Name, cancellation);
        var restart = RestartAsync(victim, plan, before, cancellation);

        var id = await request;
        var ended = id is null ? null : await migration.WaitForEndAsync(id, cancellation);
        var endedAt = world.Time.GetUtcNow();
        var restartedAt = await restart;
        return new RoundResult(
            plan.Number,
            id,
            from,
            to,
            plan.Urgency.ToString().ToLowerInvariant(),
            ended?.Technique.ToLowerInvariant() ?? plan.Technique?.Keyword() ?? "auto",
            victim.Name,
            (killedAt - requestedAt).TotalMilliseconds,
            PhaseAt(killedAt, ended),
            (restartedAt - killedAt).TotalMilliseconds,
            ended is { Terminal: true } ? ended.Phase : "unknown",
            ended?.Failure,
            (endedAt - requestedAt).TotalMilliseconds,
            [
                .. Outcome(id, ended, migration),
                .. await new AfterRound(world).FindAsync(ended, probedFrom, cancellation),
                .. await ReviveAsync(cancellation),
            ]);
    }

    private string VictimOf(string from, string to) => target switch
    {
        KillTarget.Coordinator => world.Cluster.LatestTakeover().Candidate,
        KillTarget.SourceAgent => from,
        _ => to,
    };

    private async Task<DateTimeOffset> RestartAsync(NodePlan victim, RoundPlan plan, Takeover before, CancellationToken cancellation)
    {
        if (plan.RestartAfter is { } wait)
        {
            await Task.Delay(wait, cancellation);
        }
        else
        {
            await Until.TrueAsync(
                async token =>
                {
                    await Task.Delay(LookEvery, token);
                    return world.Cluster.LatestTakeover().Epoch > before.Epoch;
                },
                TakeoverTimeout,
                () => $"Nobody took over within {TakeoverTimeout.TotalSeconds} s after '{victim.Name}' was killed.",
                cancellation);
        }

        await world.Cluster.StartNodeAsync(victim, cancellation);
        return world.Time.GetUtcNow();
    }

    private static IEnumerable<string> Outcome(string? id, MigrationView? ended, RequestedMigration migration)
    {
        if (id is null)
        {
            yield return $"the request was never taken on: {migration.Refusal}";
        }
        else if (ended is not { Terminal: true })
        {
            yield return $"the migration {id} did not end: {(ended is null ? "nobody tells of it" : string.Join(" | ", ended.History.Select(h => $"{h.Phase} {h.Note}".Trim())))}";
        }
        else if (ended.Phase == "cancelled")
        {
            yield return $"the migration was cancelled, although nobody asked for that: {ended.Failure}";
        }
    }

    /// <summary>Nodes that ended although nobody killed them are a finding, and are started again as a service manager would.</summary>
    private async Task<IReadOnlyList<string>> ReviveAsync(CancellationToken cancellation)
    {
        var ended = world.Cluster.EndedByThemselves();
        foreach (var node in ended)
        {
            await world.Cluster.StartNodeAsync(node, cancellation);
        }

        return [.. ended.Select(n => $"the node '{n.Name}' ended by itself: {world.Cluster.LogOf(n.Name).TrimEnd().Split('\n')[^1]}")];
    }

    private static string PhaseAt(DateTimeOffset moment, MigrationView? view) =>
        view?.History.LastOrDefault(h => h.At <= moment)?.Phase ?? "requested";
}
