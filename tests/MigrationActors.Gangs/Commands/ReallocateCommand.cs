using System.CommandLine;
using MigrationActors.Gangs.Reallocating;

namespace MigrationActors.Gangs.Commands;

internal static class ReallocateCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command(
            "reallocate", "Has a high migration come in the middle of two low ones, and shows what the kernel gives to each. Exit code 0: the low ones shrink, never more than the link is guaranteed, and what the high one held is back within 2 s.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ReallocationSession(common.PrefixIn(parsed), common.LinkIn(parsed), TimeProvider.System, TrialEnd.Clock(TimeProvider.System));
            return await TrialEnd.OfAsync(await session.RunAsync(cancellation), parsed, common, cancellation);
        });
        return command;
    }
}
