using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Commands;

/// <summary>Empties a host, and with --wait follows that to its end. No VM is ever stopped for it.</summary>
internal static class DrainCommand
{
    public static Command Create(CommandContext context)
    {
        var host = new Argument<string>("HOST") { Description = "The host to empty." };
        var to = new Option<string[]>("--to")
        {
            Description = "A host that may take its VMs; of several, each with --to, or separated by commas. Default: any with bandwidth and memory to spare.",
            HelpName = "HOST",
        };
        var options = new MoveOptions();
        var command = new Command("drain", "Move every VM of a host to others while they run; what cannot go stays, and runs on.")
        {
            host, to, options.Urgency, options.Technique, options.Strategy, options.Key, options.Wait, options.DryRun,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var dryRun = options.IsDryRun(parsed);
            var key = RequestKey.Choose(parsed.GetValue(options.Key));
            var drained = Name.Check("host", parsed.GetValue(host));
            var body = new DrainBody(
                To: Destinations(drained, parsed.GetValue(to) ?? []),
                Urgency: Choice.Check(options.Urgency, parsed),
                Technique: Choice.Check(options.Technique, parsed),
                Strategy: Choice.Check(options.Strategy, parsed));
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (dryRun)
            {
                printer.Print(await client.PlanDrainAsync(body with { Host = drained }, cancellation).ConfigureAwait(false), PlanReport.Of);
                return ExitCodes.Done;
            }

            return await GangFlow.RunAsync(
                context, client, printer, token => client.DrainAsync(drained, body, key, token), $"The VMs of {drained}", key, parsed.GetValue(options.Wait), cancellation)
                .ConfigureAwait(false);
        });
        return command;
    }

    /// <returns>null for any.</returns>
    private static List<string>? Destinations(string drained, string[] given)
    {
        var hosts = given.SelectMany(g => g.Split(',', StringSplitOptions.TrimEntries)).Select(h => Name.Check("host", h)).Distinct(StringComparer.Ordinal).ToList();
        return hosts.Contains(drained, StringComparer.Ordinal)
            ? throw new InvalidInputException($"'{drained}' is to be drained, so it cannot take the VMs: name other hosts with --to, or none for any.")
            : hosts.Count == 0 ? null : hosts;
    }
}
