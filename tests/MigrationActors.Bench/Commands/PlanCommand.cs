using System.CommandLine;
using System.Text.Json;
using MigrationActors.Bench.Gangs;
using MigrationActors.Bench.Reporting;
using MigrationActors.Protocol.Serialization;
using Spectre.Console;

namespace MigrationActors.Bench.Commands;

internal static class PlanCommand
{
    private const int WidthOfFiles = 150;
    private static readonly int[] Sizes = [100, 300, 1000, 3000, 10_000];

    public static Command Create()
    {
        var hosts = Positive("--hosts", "How many hosts the cluster has.", 1000);
        var rounds = Positive("--times", "How often each size is planned; medians are reported.", 5);
        var sizes = new Option<int[]>("--vms")
        {
            Description = "How many VMs are drained, 20 from a host; several sizes show the growth.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => Sizes,
        };
        var json = new Option<FileInfo>("--json") { Description = "Also write the report to this file." };
        var command = new Command("plan", "The planner alone: time and memory from the destinations of drained VMs to the checked plan, and how both grow.")
        {
            hosts, rounds, sizes, json,
        };
        command.Validators.Add(result =>
        {
            foreach (var size in result.GetValue(sizes)!.Where(size => size < 1 || SyntheticCluster.HostsOf(size) >= result.GetValue(hosts)))
            {
                result.AddError(
                    $"--vms {size}: there must be one VM at least, and with {SyntheticCluster.VmsPerHost} of them on a host some of the {result.GetValue(hosts)} hosts must be left to take them.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = new GangPlanBench(parsed.GetValue(hosts), parsed.GetValue(rounds), Console.Error.WriteLine).Run(parsed.GetValue(sizes)!);
            await WriteAsync(report, parsed.GetValue(json), cancellation);
            return BenchCommandLine.Succeeded;
        });
        return command;
    }

    private static Option<int> Positive(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} takes 1 or more.");
            }
        });
        return option;
    }

    private static async Task WriteAsync(GangPlanReport report, FileInfo? file, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            // Nobody tells how wide a file is; 80 columns would break every line.
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(GangPlanTable.Of(report));
        Console.WriteLine(GangPlanTable.SummaryOf(report));
        if (file is not null)
        {
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, WireJson.Indented) + "\n", cancellation);
        }
    }
}
