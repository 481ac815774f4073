using System.CommandLine;
using MigrationActors.Processes;
using MigrationActors.Qemu.Launch;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Commands;

/// <summary>The program's commands, and the one place where an error becomes a sentence and an exit code.</summary>
internal static class GangsCommandLine
{
    private const int Failed = 1;
    private const int Interrupted = 130;

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
            await Console.Error.WriteLineAsync("gangs: " + e.Message);
            return Failed;
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"gangs: The coordinator could not be reached: {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static RootCommand Create()
    {
        var common = new CommonOptions();
        return new RootCommand("Moves gangs of real guests on a testbed, and compares what happens with what Algorithm 3 of the thesis says.")
        {
            MatrixCommand.Create(common), DrainCommand.Create(common), ReallocateCommand.Create(common), KillCoordinatorCommand.Create(common),
        };
    }
}
