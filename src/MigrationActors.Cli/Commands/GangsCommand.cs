using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

internal static class GangsCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("gangs", "List the gangs and drains: how many VMs, how far, what became of them.");
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = context.Connect(parsed);
            context.Printer(parsed).Print(await client.GangsAsync(cancellation).ConfigureAwait(false), list => GangTable.Of(list, context.Zone));
            return ExitCodes.Done;
        });
        return command;
    }
}
