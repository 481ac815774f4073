using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.World;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Matrix;

/// <summary>From nothing to nothing: testbed up, every gang under every combination, everything down.</summary>
public sealed class MatrixSession(MatrixOptions options, TimeProvider time, Action<string> say)
{
    public async Task<MatrixReport> RunAsync(CancellationToken cancellation)
    {
        var runs = options.Combinations.SelectMany(c => options.Gangs.Select(g => (Combination: c, Gang: g))).ToList();
        say($"Testbed '{options.Prefix}': links of {options.Link}; {runs.Count} runs");
        await using var world = await GangWorld.UpAsync(options.Prefix, options.Link, ClusterPlans.FigureFour, time, cancellation);
        var run = new MatrixRun(world, await Movers.BootAsync(world, options.Gangs, cancellation));
        say("The guests run. Rates in Mbit/s; what is not reserved, but free, has a ~ in front");
        var results = new List<RunResult>();
        string? stopped = null;
        try
        {
            foreach (var (combination, gang) in runs)
            {
                results.Add(await run.RunAsync(results.Count + 1, combination, gang, cancellation));
                say(RunText.Of(results[^1], runs.Count));
            }
        }
        catch (Exception e) when (e is TestbedException or HttpRequestException)
        {
            // What was found until then counts.
            stopped = $"{Next(runs, results.Count)}: {e.Message}";
        }

        say("Taking everything down");
        return new MatrixReport(options.Link.Value, results, stopped);
    }

    private static string Next(List<(Combination Combination, GangKind Gang)> runs, int done) => $"{runs[done].Combination.Name} {runs[done].Gang.Name}";
}
