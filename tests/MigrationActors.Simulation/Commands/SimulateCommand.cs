using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Running;

namespace MigrationActors.Simulation.Commands;

/// <summary>Runs seeds, and tells of each that broke a promise.</summary>
public static class SimulateCommand
{
    public static RootCommand Create()
    {
        var seeds = new Option<int?>("--seeds") { Description = "How many seeds to run: 100, or with --seed alone that one." };
        var seed = new Option<long?>("--seed") { Description = "The first seed, 1 where it is left out." };
        var verbose = new Option<bool>("--verbose") { Description = "Write down everything that happens." };
        var lines = new Option<int>("--lines") { Description = "How much of the story of a seed that broke a promise is printed.", DefaultValueFactory = _ => 60 };
        var command = new RootCommand("Runs the product's actors on virtual time among faults, and checks its promises at every step. A seed is one run, every time.") { seeds, seed, verbose, lines };
        command.SetAction(parsed =>
        {
            var first = parsed.GetValue(seed);
            var count = parsed.GetValue(seeds) ?? (first is null ? 100 : 1);
            return Run(first ?? 1, count, parsed.GetValue(verbose), parsed.GetValue(lines));
        });
        return command;
    }

    private static int Run(long first, int count, bool verbose, int lines)
    {
        var violations = 0;
        var outcomes = new SortedDictionary<MigrationPhase, int>();
        var kinds = new SortedDictionary<string, List<long>>(StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        for (var seed = first; seed < first + count; seed++)
        {
            var result = SeedRun.Of(seed, written: verbose ? line => Console.WriteLine(line) : null);
            foreach (var (phase, number) in result.Outcomes)
            {
                outcomes[phase] = outcomes.GetValueOrDefault(phase) + number;
            }

            if (verbose || count == 1)
            {
                Console.WriteLine($"seed {seed}: {result.Steps} steps, {result.Lasted.TotalSeconds:0.0} s, {result.Hash:x16}");
            }

            if (result.Violation is { } violation)
            {
                violations++;
                kinds.TryAdd(violation.Invariant, []);
                kinds[violation.Invariant].Add(seed);
                Tell(result, verbose ? 0 : lines);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}"))}; {watch.Elapsed.TotalSeconds:0.0} s"));
        foreach (var (kind, where) in kinds)
        {
            Console.WriteLine($"{kind}: {where.Count}, such as seed {string.Join(", ", where.Take(10))}");
        }

        Console.WriteLine($"{count} seeds, {violations} violations");
        return violations == 0 ? 0 : 1;
    }

    private static void Tell(SeedResult result, int lines)
    {
        Console.WriteLine();
        foreach (var line in result.Trace.TakeLast(lines))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"seed {result.Seed}: {result.Violation}");
        Console.WriteLine($"Again, with all of it: scripts/simulate --seed {result.Seed} --verbose");
    }
}
