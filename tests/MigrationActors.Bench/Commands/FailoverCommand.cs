using System.CommandLine;
using System.Text.Json;
using MigrationActors.Bench.Failover;
using MigrationActors.Bench.Reporting;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Network;
using Spectre.Console;

namespace MigrationActors.Bench.Commands;

internal static class FailoverCommand
{
    private const int WidthOfFiles = 150;

    public static Command Create()
    {
        var times = new Option<int>("--times") { Description = "How often the coordinator is killed.", DefaultValueFactory = _ => 10 };
        times.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--times takes 1 to 1000.");
            }
        });
        var quiet = new Option<bool>("--quiet") { Description = "Without the traffic that saturates the links." };
        var json = new Option<FileInfo>("--json") { Description = "Also write the report to this file." };
        var prefix = new Option<string>("--prefix") { Description = "The testbed's name.", DefaultValueFactory = _ => "bench" };
        var link = new Option<string>("--link") { Description = "The rate of the testbed's links.", DefaultValueFactory = _ => "200mbit" };
        var command = new Command("failover", "How long it takes from kill -9 of the active coordinator, of three candidates, until its successor commands the hosts.")
        {
            times, quiet, json, prefix, link,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var bench = new FailoverBench(
                TestbedPrefix.Parse(parsed.GetValue(prefix)!), LinkRate.Parse(parsed.GetValue(link)!), !parsed.GetValue(quiet), TimeProvider.System, Console.Error.WriteLine);
            await WriteAsync(await bench.RunAsync(parsed.GetValue(times), cancellation), parsed.GetValue(json), cancellation);
            return BenchCommandLine.Succeeded;
        });
        return command;
    }

    private static async Task WriteAsync(FailoverReport report, FileInfo? file, CancellationToken cancellation)
    {
        if (Console.IsOutputRedirected)
        {
            // Nobody tells how wide a file is; 80 columns would break every line.
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(FailoverTable.Of(report));
        Console.WriteLine(FailoverTable.SummaryOf(report));
        if (file is not null)
        {
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, WireJson.Indented) + "\n", cancellation);
        }
    }
}
