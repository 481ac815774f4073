using System.CommandLine;
using System.Text.Json;
using MigrationActors.Chaos.Plans;
using MigrationActors.Chaos.Reporting;
using MigrationActors.Chaos.Session;
using MigrationActors.Processes;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Qemu.Launch;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Commands;

/// <summary>The program's options, and the one place where an error becomes a sentence and an exit code.</summary>
internal static class ChaosCommandLine
{
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int Interrupted = 130;
    private const int MostTimes = 10_000;

    // An interrupted run still takes its testbed down.
    private static readonly TimeSpan TeardownTime = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TeardownTime };
            return await Create().Parse(arguments).InvokeAsync(settings);
        }
        catch (Exception e) when (e is TestbedException or CommandNotFoundException or QemuLaunchException)
        {
            await Console.Error.WriteLineAsync("chaos: " + e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static RootCommand Create()
    {
        var kill = new Option<string>("--kill") { Description = "Whose process is killed, once in each migration.", Required = true };
        kill.AcceptOnlyFromAmong([.. KillTargets.Names]);
        var times = new Option<int>("--times") { Description = "How many migrations.", DefaultValueFactory = _ => 30 };
        times.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > MostTimes)
            {
                result.AddError($"--times takes 1 to {MostTimes}.");
            }
        });
        var seed = new Option<int?>("--seed") { Description = "Draws techniques, urgencies and instants; printed, so that a run can be had again. Default: random." };
        var json = new Option<FileInfo>("--json") { Description = "Also write the report to this file." };
        var prefix = new Option<string>("--prefix") { Description = "The testbed's name.", DefaultValueFactory = _ => "chaos" };
        var link = new Option<string>("--link") { Description = "The rate of the testbed's links.", DefaultValueFactory = _ => "200mbit" };
        var root = new RootCommand("Moves a real guest back and forth, and kills a process with kill -9 at a random instant of each migration. Exit code 0: no violation, and none lost.")
        {
            kill, times, seed, json, prefix, link,
        };
        root.SetAction(async (parsed, cancellation) =>
        {
            var options = new ChaosOptions(
                KillTargets.Parse(parsed.GetValue(kill)!),
                parsed.GetValue(times),
                parsed.GetValue(seed) ?? Random.Shared.Next(),
                TestbedPrefix.Parse(parsed.GetValue(prefix)!),
                LinkRate.Parse(parsed.GetValue(link)!));
            var report = await new ChaosSession(options, TimeProvider.System, Console.WriteLine).RunAsync(cancellation);
            await WriteAsync(report, parsed.GetValue(json), cancellation);
            return report.Passed ? Succeeded : Failed;
        });
        return root;
    }

    private static async Task WriteAsync(ChaosReport report, FileInfo? file, CancellationToken cancellation)
    {
        if (file is not null)
        {
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, WireJson.Indented) + "\n", cancellation);
        }

        Console.WriteLine(report.Summary);
    }
}
