using System.CommandLine;
using MigrationActors.Bench.Reservations;
using MigrationActors.Bench.Sampling;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.Processes;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Commands;

/// <summary>The program's commands, and the one place where an error becomes a sentence and an exit code.</summary>
internal static class BenchCommandLine
{
    public const int Succeeded = 0;
    public const int Failed = 1;
    private const int Interrupted = 130;

    // An interrupted run still takes its testbed down.
    private static readonly TimeSpan TeardownTime = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Measures what the product costs. Exit code 0: every bound is met; 1: one is not, or it could not be measured.")
        {
            MicroCommand.Create(),
            DecideCommand.Create(),
            FailoverCommand.Create(),
            PlanCommand.Create(),
            WorkerCommand.Create(SamplingBench.Command, SamplingBench.RunAsync),
            WorkerCommand.Create(ReservationBench.Command, ReservationBench.RunAsync),
        };
        try
        {
            var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TeardownTime };
            return await root.Parse(arguments).InvokeAsync(settings);
        }
        catch (Exception e) when (e is TestbedException or CommandNotFoundException or LinuxNetException or QemuLaunchException or QmpException)
        {
            await Console.Error.WriteLineAsync("bench: " + e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }
}
