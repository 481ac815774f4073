using System.ComponentModel;
using System.Diagnostics;

namespace MigrationActors.Processes;

/// <summary>The one place that starts programs and waits for them. Arguments are lists; there is no shell.</summary>
public sealed class CommandRunner : ICommandRunner
{
    public static CommandRunner Instance { get; } = new();

    public async Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments, input is not null) };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new CommandNotFoundException(program, e);
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellation).ConfigureAwait(false);
                process.StandardInput.Close();
            }

            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new CommandResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, bool withInput)
    {
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = withInput,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        // Parsers read the C locale's numbers and messages.
        info.Environment["LC_ALL"] = "C";
        return info;
    }
}
