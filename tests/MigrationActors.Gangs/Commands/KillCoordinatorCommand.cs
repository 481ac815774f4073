using System.CommandLine;
using MigrationActors.Gangs.Killing;

namespace MigrationActors.Gangs.Commands;

internal static class KillCoordinatorCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command(
            "kill-coordinator", "Kills the coordinator (kill -9) in the middle of a parallel and of a serial gang. Exit code 0: all members completed, one instance each, no rule left.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new KillSession(common.PrefixIn(parsed), common.LinkIn(parsed), TimeProvider.System, TrialEnd.Clock(TimeProvider.System));
            return await TrialEnd.OfAsync(await session.RunAsync(cancellation), parsed, common, cancellation);
        });
        return command;
    }
}
