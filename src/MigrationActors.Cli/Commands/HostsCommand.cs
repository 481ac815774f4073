using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

internal static class HostsCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("hosts", "List the hosts: link, VMs, QEMU, whether they can do post-copy, when they were heard last.");
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = context.Connect(parsed);
            context.Printer(parsed).Print(await client.HostsAsync(cancellation).ConfigureAwait(false), HostTable.Of);
            return ExitCodes.Done;
        });
        return command;
    }
}
