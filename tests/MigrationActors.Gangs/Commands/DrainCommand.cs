using System.CommandLine;
using MigrationActors.Gangs.Draining;

namespace MigrationActors.Gangs.Commands;

internal static class DrainCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("drain", "Empties a host of four guests to two others. Exit code 0: every guest well and its disk intact, both used, no rule left.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new DrainSession(common.PrefixIn(parsed), common.LinkIn(parsed), TimeProvider.System, TrialEnd.Clock(TimeProvider.System));
            return await TrialEnd.OfAsync(await session.RunAsync(cancellation), parsed, common, cancellation);
        });
        return command;
    }
}
