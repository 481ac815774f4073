using System.CommandLine;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;
using Spectre.Console;

namespace MigrationActors.Testbed.Commands;

/// <summary>The program's commands, and the one place where an error becomes a sentence and an exit code.</summary>
public static class TestbedCommandLine
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Hosts, links, an NFS server and guests to migrate, on this one machine.")
        {
            UpCommand.Create(), DownCommand.Create(), StatusCommand.Create(), ExecCommand.Create(), GuestCommand.Create(), ProbeCommand.Create(),
        };
        try
        {
            var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return await root.Parse(ExecCommand.KeepProgramsOptions(arguments)).InvokeAsync(settings).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TestbedException or CommandNotFoundException)
        {
            await Console.Error.WriteLineAsync("testbed: " + e.Message).ConfigureAwait(false);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    /// <summary>Says what goes on, on standard error, so that output stays for programs; silent where nobody watches.</summary>
    internal static async Task<T> WithStatusAsync<T>(string what, Func<Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return Console.IsErrorRedirected
            ? await work().ConfigureAwait(false)
            : await console.Status().StartAsync(Markup.Escape(what), _ => work()).ConfigureAwait(false);
    }
}
