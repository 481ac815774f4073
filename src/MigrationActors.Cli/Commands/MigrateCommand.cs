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
        var options = new MoveOptions();
        var command = new Command("migrate", "Move a VM to another host while it runs.")
        {
            vm, to, options.Urgency, options.Technique, options.Deadline, options.Key, options.Wait, options.DryRun,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var body = new MigrateBody(
                Name.Check("VM", parsed.GetValue(vm)),
                Name.Check("host", parsed.GetValue(to)),
                Choice.Check(options.Urgency, parsed),
                Choice.Check(options.Technique, parsed),
                options.DeadlineOf(parsed, context));
            var dryRun = options.IsDryRun(parsed);
            var key = RequestKey.Choose(parsed.GetValue(options.Key));
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (dryRun)
            {
                printer.Print(await client.PlanMigrationAsync(body, cancellation).ConfigureAwait(false), PlanReport.Of);
                return ExitCodes.Done;
            }

            var accepted = await KeyedRequest.AskAsync(context, token => client.MigrateAsync(body, key, token), body.Vm, key, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(options.Wait))
            {
                return await WaitAsync(context, client, printer, accepted, cancellation).ConfigureAwait(false);
            }

            printer.Print(accepted, view => $"{Verdict.Of(view)} 'migctl status {view.Id}' shows how it goes.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> WaitAsync(
        CommandContext context, CoordinatorClient client, Printer printer, Answer<MigrationView> accepted, CancellationToken cancellation)
    {
        var id = accepted.View.Id;
        var environment = context.Environment;
        var wait = new EndWait<MigrationView>(token => client.MigrationAsync(id, token), view => view.Terminal, environment.Time, environment.Timings);
        Task<Answer<MigrationView>> Follow(IProgressDisplay<MigrationView> display) => wait.ToTheEndAsync(accepted, display, cancellation);
        var bar = new LiveBarParts<MigrationView, BarState>(
            (state, view) => state.With(view), (state, notice) => state.WithNotice(notice), state => BarText.Render(state, environment.Width));
        var ended = await KeyedRequest.FollowAsync(
            printer.Live
                ? LiveBar<MigrationView, BarState>.RunAsync(printer.Error, BarState.Of(accepted.View), bar, Follow)
                : Follow(new LineDisplay(environment.Error)),
            $"Migration {id} goes on without migctl: 'migctl status {id}' shows how, 'migctl cancel {id}' stops it.").ConfigureAwait(false);
        printer.Print(ended, Verdict.Of);
        return ended.View.Phase == "completed" ? ExitCodes.Done : ExitCodes.Unsuccessful;
    }
}
