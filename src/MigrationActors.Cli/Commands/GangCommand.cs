using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

/// <summary>Asks for several migrations as one, and with --wait follows them to their end.</summary>
internal static class GangCommand
{
    public static Command Create(CommandContext context)
    {
        var vms = new Argument<string[]>("VM")
        {
            Description = "The VMs to move: VM, VM=HOST, VM:URGENCY or VM=HOST:URGENCY.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var to = new Option<string?>("--to") { Description = "The host for those that name none.", HelpName = "HOST" };
        var file = new Option<string?>("--file")
        {
            Description = "A gang in a file, YAML or JSON; - reads standard input. VMs on the command line are added to it, options replace what it says for all.",
            HelpName = "FILE",
        };
        var options = new MoveOptions();
        var command = new Command("gang", "Move several VMs as one while they run.")
        {
            vms, to, file, options.Urgency, options.Technique, options.Strategy, options.Deadline, options.Key, options.Wait, options.DryRun,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var dryRun = options.IsDryRun(parsed);
            var key = RequestKey.Choose(parsed.GetValue(options.Key));
            var forAll = new GangDefaults(
                parsed.GetResult(to) is { Tokens.Count: > 0 } ? Name.Check("host", parsed.GetValue(to)) : null,
                Choice.Given(options.Urgency, parsed),
                Choice.Given(options.Technique, parsed),
                options.DeadlineOf(parsed, context),
                Choice.Given(options.Strategy, parsed));
            var members = (parsed.GetValue(vms) ?? []).Select(MemberWord.Parse).ToList();
            var inFile = parsed.GetResult(file) is { Tokens.Count: > 0 }
                ? await GangFile.ReadAsync(parsed.GetValue(file) ?? "", context.Environment, cancellation).ConfigureAwait(false)
                : null;
            var body = GangComposer.Compose(members, forAll, inFile);
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (dryRun)
            {
                printer.Print(await client.PlanGangAsync(body, cancellation).ConfigureAwait(false), PlanReport.Of);
                return ExitCodes.Done;
            }

            return await GangFlow.RunAsync(
                context, client, printer, token => client.GangAsync(body, key, token), "The gang", key, parsed.GetValue(options.Wait), cancellation).ConfigureAwait(false);
        });
        return command;
    }
}
