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
    public static Command Create()
    {
        var json = new Option<FileInfo>("--json") { Description = "Also write the report to this file." };
        var prefix = new Option<string>("--prefix") { Description = "The testbed's name.", DefaultValueFactory = _ => "bench" };
        var link = new Option<string>("--link") { Description = "The rate of the testbed's links.", DefaultValueFactory = _ => "200mbit" };
        var withoutPath = new Option<bool>("--no-path") { Description = "Leave out the migrations, which take most of the time." };
        var command = new Command("micro", "What sampling, reserving and deciding cost, beside the plain way to do the same in the same run.")
        {
            json, prefix, link, withoutPath,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            // Before anything is measured: a mistake in an option should not cost minutes.
            var bench = new PathBench(TestbedPrefix.Parse(parsed.GetValue(prefix)!), LinkRate.Parse(parsed.GetValue(link)!), TimeProvider.System, Say);
            var report = new BenchReport(
                await CompareAsync(cancellation), parsed.GetValue(withoutPath) ? [] : await bench.RunAsync(cancellation));
            await WriteAsync(report, parsed.GetValue(json), cancellation);
            return report.Met ? BenchCommandLine.Succeeded : BenchCommandLine.Failed;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Comparison>> CompareAsync(CancellationToken cancellation)
    {
        Say("Sampling interfaces");
        var sampling = await Worker.RunAsync(SamplingBench.Command, SamplingBench.Links, cancellation);
        Say("Putting reservations up");
        var reservation = await Worker.RunAsync(ReservationBench.Command, ReservationBench.Links, cancellation);
        Say("Planning");
        return [.. sampling, .. reservation, PlanningBench.Run()];
    }

    private static async Task WriteAsync(BenchReport report, FileInfo? file, CancellationToken cancellation)
    {
        AnsiConsole.Write(ComparisonTable.Of(report.Comparisons));
        foreach (var cost in report.DecisionPath)
        {
            AnsiConsole.Write(PathTable.Of(cost));
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
