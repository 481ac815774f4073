using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;
using Spectre.Console;

namespace MigrationActors.Testbed.Commands;

internal static class StatusCommand
{
    private const double BytesPerMiB = 1024 * 1024;
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "For programs" };
        var command = new Command("status", "Show all testbeds of this machine: hosts, processes, bytes on the wire, guests") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var all = new List<Entry>();
            foreach (var prefix in TestbedLayout.FindAll())
            {
                var status = await TestbedStatus.ReadAsync(prefix, cancellation).ConfigureAwait(false);
                var guests = GuestFactory.List(new TestbedLayout(prefix));
                all.Add(new Entry(status, [.. guests.Select(guest => new GuestEntry(guest.Name, guest.Address.ToString(), guest.DefinitionFile))]));
            }

            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(all, Readable)).ConfigureAwait(false);
            }
            else
            {
                Print(all);
            }

            return 0;
        });
        return command;
    }

    private static void Print(List<Entry> all)
    {
        if (all.Count == 0)
        {
            AnsiConsole.WriteLine("No testbed is up. Bring one up with 'testbed up'.");
        }

        foreach (var (status, guests) in all)
        {
            var table = new Table
            {
                Title = new TableTitle(status.Complete ? $"{status.Prefix}: {status.LinkMbps} Mbit/s links" : $"{status.Prefix}: incomplete, 'testbed down --prefix {status.Prefix}' removes it"),
            };
            table.AddColumns("host", "address", "processes", "migration out MiB", "other out MiB", "in MiB");
            foreach (var host in status.Hosts)
            {
                table.AddRow(
                    host.Name, host.Address, host.Processes.ToString(CultureInfo.InvariantCulture),
                    MiB(host.Wire?.MigrationFromHost), MiB(host.Wire?.OtherFromHost), MiB(host.Wire?.ToHost));
            }

            AnsiConsole.Write(table);
            foreach (var guest in guests)
            {
                AnsiConsole.WriteLine($"guest {guest.Name} {guest.Address} {guest.DefinitionFile}");
            }
        }
    }

    private static string MiB(long? bytes) => bytes is { } known ? (known / BytesPerMiB).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private sealed record Entry(TestbedStatus Testbed, IReadOnlyList<GuestEntry> Guests);

    private sealed record GuestEntry(string Name, string Address, string DefinitionFile);
}
