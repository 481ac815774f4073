using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Waiting;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Commands;

/// <summary>Asks for a migration, and with --wait follows it to its end.</summary>
internal static class MigrateCommand
{
    public static Command Create(CommandContext context)
    {
        var vm = new Argument<string>("VM") { Description = "The VM to move." };
        var to = new Option<string>("--to") { Description = "The host to move it to.", HelpName = "HOST", Required = true };
        var urgency = Choice.Of("--urgency", "medium", "How much of the link it may take from the VMs' applications.", "high", "medium", "low");
        var technique = Choice.Of("--technique", "auto", "How to move it; auto lets the traffic decide.", "auto", "precopy", "postcopy", "hybrid");
        var key = new Option<string?>("--key")
        {
            Description = "What the request is called: asked for again with the same key, it is not begun a second time. Default: a new one for each run.",
            HelpName = "KEY",
        };
        var wait = new Option<bool>("--wait") { Description = "Show the progress until the migration has ended; the exit code tells how." };
        var command = new Command("migrate", "Move a VM to another host while it runs.") { vm, to, urgency, technique, key, wait };
        command.SetAction(async (parsed, cancellation) =>
        {
            var body = new MigrateBody(
                Name.Check("VM", parsed.GetValue(vm)),
                Name.Check("host", parsed.GetValue(to)),
                Choice.Check(urgency, parsed),
                Choice.Check(technique, parsed));
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            var accepted = await AskAsync(context, client, body, RequestKey.Choose(parsed.GetValue(key)), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(wait))
            {
                return await WaitAsync(context, client, printer, accepted, cancellation).ConfigureAwait(false);
            }

            printer.Print(accepted, view => $"{Verdict.Of(view)} 'migctl status {view.Id}' shows how it goes.");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Asks for as long as another coordinator may be taking over: with the same key that is safe.</summary>
    private static async Task<Answer<MigrationView>> AskAsync(
        CommandContext context, CoordinatorClient client, MigrateBody body, string key, CancellationToken cancellation)
    {
        var environment = context.Environment;
        var again = $"'--key {key}' asks for the same again, and moves it once.";
        var poll = new PatientPoll(environment.Time, environment.Timings.Retry, environment.Timings.Patience, sentence => environment.Error.WriteLine(Plain.Clean(sentence)));
        try
        {
            return await poll.AskAsync(token => client.MigrateAsync(body, key, token), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException(
                $"Interrupted before the coordinator answered: {body.Vm} may be moving all the same. Look with 'migctl status'; {again}", e);
        }
        catch (CoordinatorException e) when (e.MayPass && e.Failure != CoordinatorFailure.Unreachable)
        {
            throw new CoordinatorException(e.Failure, $"{e.Message} {body.Vm} may be moving all the same: look with 'migctl status'; {again}", e);
        }
    }

    private static async Task<int> WaitAsync(
        CommandContext context, CoordinatorClient client, Printer printer, Answer<MigrationView> accepted, CancellationToken cancellation)
    {
        var id = accepted.View.Id;
        var goesOn = $"Migration {id} goes on without migctl: 'migctl status {id}' shows how, 'migctl cancel {id}' stops it.";
        var wait = new MigrationWait(client, context.Environment.Time, context.Environment.Timings);
        Task<Answer<MigrationView>> Follow(IProgressDisplay display) => wait.ToTheEndAsync(accepted, display, cancellation);
        try
        {
            var ended = printer.Live
                ? await LiveBar.RunAsync(printer.Error, accepted.View, Follow).ConfigureAwait(false)
                : await Follow(new LineDisplay(context.Environment.Error)).ConfigureAwait(false);
            printer.Print(ended, Verdict.Of);
            return ended.View.Phase == "completed" ? ExitCodes.Done : ExitCodes.Unsuccessful;
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException($"No longer waiting. {goesOn}", e);
        }
        catch (CoordinatorException e) when (e.MayPass)
        {
            throw new CoordinatorException(e.Failure, $"{e.Message} {goesOn}", e);
        }
    }
}
