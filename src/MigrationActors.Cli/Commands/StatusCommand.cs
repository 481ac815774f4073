using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string?>("ID") { Description = "A migration, or a gang (g-…). Without it: all migrations.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("status", "List the migrations, or tell the story of one or of a gang: phases, reasons, rates, outcome.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            // "" is a wrong ID (an empty variable in a script), no ID is a question for all.
            var one = parsed.GetResult(id) is { Tokens.Count: > 0 } ? Name.Check("migration", parsed.GetValue(id)) : null;
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (one is null)
            {
                printer.Print(await client.MigrationsAsync(cancellation).ConfigureAwait(false), list => MigrationTable.Of(list, context.Zone));
            }
            else if (GangIds.IsGang(one))
            {
                printer.Print(await client.GangAsync(one, cancellation).ConfigureAwait(false), view => GangStory.Of(view, context.Zone));
            }
            else
            {
                printer.Print(await client.MigrationAsync(one, cancellation).ConfigureAwait(false), view => MigrationStory.Of(view, context.Zone));
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
