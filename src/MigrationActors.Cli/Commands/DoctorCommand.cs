using System.CommandLine;
using MigrationActors.Cli.Doctor;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

/// <summary>Looks at this machine; needs no coordinator.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context, IHostProbe probe)
    {
        var role = Choice.Of("--role", "all", "What the machine is to be.", "host", "storage", "coordinator", "all");
        var command = new Command("doctor", "Say what this machine lacks for its role, and how to get it.") { role };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = Enum.Parse<Roles>(Choice.Check(role, parsed), ignoreCase: true);
            var facts = await probe.LookAsync(wanted, cancellation).ConfigureAwait(false);
            var report = DoctorReport.Of(facts, wanted);
            var printer = context.Printer(parsed);
            if (printer.Json)
            {
                printer.PrintJson(report);
            }
            else
            {
                printer.PrintTable(DoctorTable.Of(report));
            }

            return report.Missing == 0 ? ExitCodes.Done : ExitCodes.Unsuccessful;
        });
        return command;
    }
}
