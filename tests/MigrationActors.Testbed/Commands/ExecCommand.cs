using System.CommandLine;
using System.Diagnostics;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Commands;

internal static class ExecCommand
{
    private const string Name = "exec";
    private const string Separator = "--";

    public static Command Create()
    {
        var prefix = new PrefixOption();
        var host = new Argument<string>("HOST") { Description = "src, dst, nfs or ext" };
        var program = new Argument<string[]>("CMD")
        {
            Description = "The program and its arguments, as they are",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(Name, "Run a program on a host, with this terminal, and return its exit code") { prefix.Option, host, program };
        command.SetAction(async (parsed, cancellation) =>
        {
            var testbed = await TestbedNetwork.AttachAsync(prefix.Read(parsed), cancellation).ConfigureAwait(false);
            var where = testbed.Host(parsed.GetRequiredValue(host));
            return await RunAsync(where.Namespace, parsed.GetRequiredValue(program), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>
    /// Puts `--` in front of the program, so that options behind its name (`exec src ls --help`) are its own.
    /// </summary>
    internal static IReadOnlyList<string> KeepProgramsOptions(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0] != Name)
        {
            return arguments;
        }

        var host = 1;
        while (host < arguments.Count && arguments[host].StartsWith('-'))
        {
            host += arguments[host] == PrefixOption.Name ? 2 : 1;
        }

        var program = host + 1;
        return program >= arguments.Count || arguments[program] == Separator || arguments.Take(program).Contains(Separator)
            ? arguments
            : [.. arguments.Take(program), Separator, .. arguments.Skip(program)];
    }

    /// <summary>Not by the command runner, which captures: here the program has our terminal, and Ctrl-C reaches it as well.</summary>
    private static async Task<int> RunAsync(string networkNamespace, string[] command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(ProgramPath.Find("ip"), ["netns", "exec", networkNamespace, .. command]);
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
