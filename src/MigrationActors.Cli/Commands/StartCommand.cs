using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Commands;

internal static class StartCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The VM's definition, JSON; - reads standard input. At most 1 MiB." };
        var host = new Option<string>("--host") { Description = "The host to start it on.", HelpName = "HOST", Required = true };
        var command = new Command("start", "Start a VM from its definition.") { file, host };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = Name.Check("host", parsed.GetValue(host));
            using var client = context.Connect(parsed);
            var definition = await DefinitionFile
                .ReadAsync(parsed.GetValue(file) ?? "", context.Environment.OpenInput, cancellation).ConfigureAwait(false);
            var started = await client.StartAsync(name, definition, cancellation).ConfigureAwait(false);
            context.Printer(parsed).Print(started, view => $"{view.Vm} runs on {view.Host}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
