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
        var id = new Argument<string>("ID") { Description = "The migration or gang, as 'migctl status' and 'migctl gangs' list it." };
        var vms = new Argument<string[]>("VM") { Description = "The members of the gang to give up. Without one: all.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("cancel", "Give a migration or a gang up; the VMs stay where they are. Not possible once post-copy has begun.") { id, vms };
        command.SetAction(async (parsed, cancellation) =>
        {
            var one = Name.Check("migration", parsed.GetValue(id));
            var members = (parsed.GetValue(vms) ?? []).Select(vm => Name.Check("VM", vm)).Distinct(StringComparer.Ordinal).ToList();
            if (members.Count > 0 && !GangIds.IsGang(one))
            {
                throw new InvalidInputException($"'{one}' is no gang ({GangIds.Prefix}… with no further dash), so it has no members to name: 'migctl cancel {one}' gives it up.");
            }

            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (GangIds.IsGang(one))
            {
                printer.Print(await client.CancelGangAsync(one, members, cancellation).ConfigureAwait(false), view => Sentence(view, members));
            }
            else
            {
                printer.Print(await client.CancelAsync(one, cancellation).ConfigureAwait(false), Sentence);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    // The answer comes before everything is tidied up: it is the phase that tells when it has ended.
    private static string Sentence(MigrationView view) => view.Terminal
        ? Verdict.Of(view)
        : $"Migration {view.Id} is being cancelled ({Words.Phase(view.Phase)}): 'migctl status {view.Id}' shows when {view.Vm} is settled on {view.Source}.";

    private static string Sentence(GangView view, List<string> members) => view.Terminal
        ? GangVerdict.Of(view)
        : $"{(members.Count == 0 ? $"Gang {view.Id} is" : $"{Enumeration.Of(members)} of gang {view.Id} {(members.Count == 1 ? "is" : "are")}")} being cancelled; "
            + $"a VM whose post-copy has begun goes on. 'migctl status {view.Id}' shows when each is settled.";
}
