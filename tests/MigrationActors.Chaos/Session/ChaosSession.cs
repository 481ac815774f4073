using MigrationActors.Chaos.Plans;
using MigrationActors.Chaos.Reporting;
using MigrationActors.Chaos.Rounds;
using MigrationActors.Chaos.World;

namespace MigrationActors.Chaos.Session;

/// <summary>A run from nothing to nothing: testbed up, the rounds, everything down.</summary>
public sealed class ChaosSession(ChaosOptions options, TimeProvider time, Action<string> say)
{
    private readonly long _started = time.GetTimestamp();

    public async Task<ChaosReport> RunAsync(CancellationToken cancellation)
    {
        Say($"Seed {options.Seed}; testbed '{options.Prefix}': links of {options.Link}, three candidates, traffic on both hosts");
        await using var world = await ChaosWorld.UpAsync(options.Prefix, options.Link, time, cancellation);
        Say($"'{world.Guest.Name}' runs");
        var round = new Round(world, options.Kill);
        var results = new List<RoundResult>();
        for (var number = 1; number <= options.Times; number++)
        {
            var known = results.Select(r => r.MigrationId).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var result = await round.RunAsync(RoundPlanner.Plan(options.Seed, number, options.Kill), known, cancellation);
            results.Add(result);
            Say(RoundText.Of(result, options.Times));
            if (number < options.Times && (result.Violations.Count > 0 || result.Outcome == "lost"))
            {
                await world.StartOverAsync(cancellation);
            }
        }

        Say("Taking everything down");
        return new ChaosReport(KillTargets.NameOf(options.Kill), options.Seed, options.Link.Value, results);
    }

    private void Say(string line) => say($"[{time.GetElapsedTime(_started):mm\\:ss}] {line}");
}
