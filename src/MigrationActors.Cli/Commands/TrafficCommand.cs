using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Waiting;
using MigrationActors.Protocol.Api;
using Spectre.Console;

namespace MigrationActors.Cli.Commands;

/// <summary>Rates on the hosts' links, once or until Ctrl-C.</summary>
internal static class TrafficCommand
{
    public static Command Create(CommandContext context)
    {
        var watch = new Option<bool>("--watch")
        {
            Description = "Go on until Ctrl-C: a table that is redrawn on a terminal, one after the other elsewhere; with --json one line per sample.",
        };
        var command = new Command("traffic", "Show what crosses the hosts' links, and which VM's part it is.") { watch };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = context.Connect(parsed);
            var printer = context.Printer(parsed);
            if (!parsed.GetValue(watch))
            {
                printer.Print(await client.HostsAsync(cancellation).ConfigureAwait(false), TrafficTable.Of);
                return ExitCodes.Done;
            }

            await WatchAsync(context, client, printer, cancellation).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WatchAsync(CommandContext context, CoordinatorClient client, Printer printer, CancellationToken cancellation)
    {
        // A coordinator that is not there at the beginning is more likely a wrong address than a restart: say so at once.
        var first = await client.HostsAsync(cancellation).ConfigureAwait(false);
        if (printer.Json || !context.Environment.OutIsTerminal)
        {
            await RepeatAsync(context, client, first, hosts => PrintSample(printer, hosts), context.Environment.Error.WriteLine, cancellation)
                .ConfigureAwait(false);
            return;
        }

        var latest = first;
        await printer.Out.Live(TrafficTable.Of(first.View)).StartAsync(live => RepeatAsync(
            context,
            client,
            first,
            hosts => live.UpdateTarget(TrafficTable.Of((latest = hosts).View)),
            notice => live.UpdateTarget(new Rows(TrafficTable.Of(latest.View), Tables.Cell(notice, Styles.Careful))),
            cancellation)).ConfigureAwait(false);
    }

    private static async Task RepeatAsync(
        CommandContext context,
        CoordinatorClient client,
        Answer<HostList> first,
        Action<Answer<HostList>> show,
        Action<string> say,
        CancellationToken cancellation)
    {
        var (time, timings) = (context.Environment.Time, context.Environment.Timings);
        var poll = new PatientPoll(time, timings.Watch, timings.Patience, say);
        show(first);
        while (true)
        {
            await Task.Delay(timings.Watch, time, cancellation).ConfigureAwait(false);
            show(await poll.AskAsync(client.HostsAsync, cancellation).ConfigureAwait(false));
        }
    }

    private static void PrintSample(Printer printer, Answer<HostList> hosts)
    {
        if (printer.Json)
        {
            printer.PrintJsonLine(hosts.Json);
        }
        else
        {
            printer.PrintTable(TrafficTable.Of(hosts.View));
        }
    }
}
