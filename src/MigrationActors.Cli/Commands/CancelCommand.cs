using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Commands;

internal static class CancelCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "The migration, as 'migctl status' lists it." };
        var command = new Command("cancel", "Give a migration up; the VM stays where it is. Not possible once post-copy has begun.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            var one = Name.Check("migration", parsed.GetValue(id));
            using var client = context.Connect(parsed);
            context.Printer(parsed).Print(await client.CancelAsync(one, cancellation).ConfigureAwait(false), Sentence);
            return ExitCodes.Done;
        });
        return command;
    }

    // The answer comes before everything is tidied up: it is the phase that tells when it has ended.
    private static string Sentence(MigrationView view) => view.Terminal
        ? Verdict.Of(view)
        : $"Migration {view.Id} is being cancelled ({Words.Phase(view.Phase)}): 'migctl status {view.Id}' shows when {view.Vm} is settled on {view.Source}.";
}
