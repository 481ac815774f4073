using System.CommandLine;
using MigrationActors.Cli.Commands;
using MigrationActors.Cli.Doctor;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Terminals;

namespace MigrationActors.Cli;

/// <summary>The command line: its commands, and what every kind of failure becomes: one sentence and an exit code, never a stack trace.</summary>
internal static class CliApplication
{
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, CliEnvironment environment, IHostProbe probe, CancellationToken cancellation = default)
    {
        var parsed = CreateRoot(environment, probe).Parse(arguments, new ParserConfiguration
        {
            // '@vm' is a wrong name, not a file of further arguments.
            ResponseFileTokenReplacer = null,
        });
        if (parsed.Errors.Count > 0)
        {
            return Fail(environment, UsageFault.Describe(parsed), ExitCodes.WrongUsage);
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = environment.Out, Error = environment.Error, EnableDefaultExceptionHandler = false },
                cancellation).ConfigureAwait(false);
        }
        catch (InvalidInputException e)
        {
            return Fail(environment, e.Message, ExitCodes.WrongUsage);
        }
        catch (CoordinatorException e)
        {
            return Fail(environment, e.Message, CodeOf(e.Failure));
        }
        catch (InterruptedException e)
        {
            return Fail(environment, e.Message, ExitCodes.Interrupted);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e)
        {
            return Fail(
                environment, $"A fault of migctl's own ({e.GetType().Name}): {e.Message} Please report it with the command line.", ExitCodes.InternalFault);
        }
    }

    public static RootCommand CreateRoot(CliEnvironment environment, IHostProbe probe)
    {
        var options = new GlobalOptions();
        var context = new CommandContext(environment, options);
        var root = new RootCommand($"migctl moves QEMU virtual machines between hosts under traffic.{Environment.NewLine}{Environment.NewLine}{ExitCodes.Explanation}")
        {
            HostsCommand.Create(context),
            VmsCommand.Create(context),
            TrafficCommand.Create(context),
            MigrateCommand.Create(context),
            GangCommand.Create(context),
            DrainCommand.Create(context),
            GangsCommand.Create(context),
            StatusCommand.Create(context),
            CancelCommand.Create(context),
            StartCommand.Create(context),
            DoctorCommand.Create(context, probe),
        };
        options.AddTo(root);
        return root;
    }

    private static int CodeOf(CoordinatorFailure failure) => failure switch
    {
        CoordinatorFailure.Invalid => ExitCodes.WrongUsage,
        CoordinatorFailure.NotFound or CoordinatorFailure.Conflict => ExitCodes.Refused,
        _ => ExitCodes.Unavailable,
    };

    private static int Fail(CliEnvironment environment, string message, int code)
    {
        environment.Error.WriteLine("migctl: " + Plain.Clean(message));
        return code;
    }
}
