using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

internal static class VmsCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("vms", "List the VMs: where they run, their traffic and their SLA. (With --json: the hosts, with their VMs.)");
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = context.Connect(parsed);
            context.Printer(parsed).Print(await client.HostsAsync(cancellation).ConfigureAwait(false), VmTable.Of);
            return ExitCodes.Done;
        });
        return command;
    }
}
