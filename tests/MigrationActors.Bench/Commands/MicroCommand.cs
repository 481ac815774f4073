using System.CommandLine;
using System.Text.Json;
using MigrationActors.Bench.Measuring;
using MigrationActors.Bench.Namespaces;
using MigrationActors.Bench.DecisionPath;
using MigrationActors.Bench.Planning;
using MigrationActors.Bench.Reporting;
using MigrationActors.Bench.Reservations;
using MigrationActors.Bench.Sampling;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Network;
using Spectre.Console;

namespace MigrationActors.Bench.Commands;

internal static class MicroCommand
{
    private const int WidthOfFiles = 150;
    private const string PlanPart = "plan";
    private const string PathPart = "path";
    private static readonly string[] Parts = [SamplingBench.Command, ReservationBench.Command, PlanPart, PathPart];

    public static Command Create()
    {
        var json = new Option<FileInfo>("--json") { Description = "Also write the report to this file." };
        var prefix = new Option<string>("--prefix") { Description = "The testbed's name.", DefaultValueFactory = _ => "bench" };
        var link = new Option<string>("--link") { Description = "The rate of the testbed's links.", DefaultValueFactory = _ => "200mbit" };
        var only = new Option<string[]>("--only") { Description = "Measure only this; may be given several times.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong(Parts);
        var command = new Command("micro", "What sampling, reserving and deciding cost, beside the plain way to do the same in the same run.")
        {
            json, only, prefix, link,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            // Before anything is measured: a mistake in an option should not cost minutes.
            var bench = new PathBench(TestbedPrefix.Parse(parsed.GetValue(prefix)!), LinkRate.Parse(parsed.GetValue(link)!), TimeProvider.System, Say);
            var parts = parsed.GetValue(only) is { Length: > 0 } chosen ? chosen : Parts;
            var report = new BenchReport(
                await CompareAsync(parts, cancellation), parts.Contains(PathPart) ? await bench.RunAsync(cancellation) : []);
            await WriteAsync(report, parsed.GetValue(json), cancellation);
            return report.Met ? BenchCommandLine.Succeeded : BenchCommandLine.Failed;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Comparison>> CompareAsync(string[] parts, CancellationToken cancellation)
    {
        var comparisons = new List<Comparison>();
        foreach (var part in parts)
        {
            Say($"Measuring: {part}");
            comparisons.AddRange(part switch
            {
                SamplingBench.Command => await Worker.RunAsync(part, SamplingBench.Links, cancellation),
                ReservationBench.Command => await Worker.RunAsync(part, ReservationBench.Links, cancellation),
                PlanPart => [PlanningBench.Run()],
                _ => [],
            });
        }

        return comparisons;
    }

    private static async Task WriteAsync(BenchReport report, FileInfo? file, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            // Nobody tells how wide a file is; 80 columns would break every line.
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        if (report.Comparisons.Count > 0)
        {
            AnsiConsole.Write(ComparisonTable.Of(report.Comparisons));
        }

        foreach (var cost in report.DecisionPath)
        {
            AnsiConsole.Write(PathTable.Of(cost));
            Console.WriteLine(PathTable.SummaryOf(cost));
        }

        foreach (var missed in report.Comparisons.Where(c => !c.Met))
        {
            await Console.Error.WriteLineAsync(
                $"bench: '{missed.Name}' costs {Numbers.Ratio(missed.Ratio)} × '{missed.Against}', and the bound is {Numbers.Ratio(missed.Bound)}.");
        }

        if (file is not null)
        {
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, WireJson.Indented) + "\n", cancellation);
        }
    }

    private static void Say(string line) => Console.Error.WriteLine(line);
}
