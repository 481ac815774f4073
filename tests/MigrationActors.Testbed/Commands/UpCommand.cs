using System.CommandLine;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Commands;

internal static class UpCommand
{
    public static Command Create()
    {
        var prefix = new PrefixOption();
        var link = new Option<string>("--link")
        {
            Description = "Rate of each host's link, in each direction",
            DefaultValueFactory = _ => "200mbit",
        };
        var guest = new Option<string>("--guest") { Description = "Also prepare a guest with this name" };
        var guestOptions = new GuestOptionSet();
        var command = new Command("up", "Bring a testbed up: hosts src, dst, nfs and ext behind a switch, with an NFS server on nfs")
        {
            prefix.Option, link, guest,
        };
        guestOptions.AddTo(command);

        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new TestbedOptions(prefix.Read(parsed), LinkRate.Parse(parsed.GetRequiredValue(link)));
            var wanted = parsed.GetValue(guest) is { } name ? guestOptions.Read(parsed, name) : null;
            if (wanted is null && guestOptions.AreGiven(parsed))
            {
                throw new TestbedException("Options of a guest need a guest: add --guest NAME.");
            }

            // Before anything is up: a mistake in the guest's options is no reason to build and tear down.
            wanted?.Validate();
            var testbed = await TestbedCommandLine.WithStatusAsync($"Bringing testbed '{options.Prefix}' up", () => TestbedNetwork.UpAsync(options, cancellation)).ConfigureAwait(false);
            await Console.Out.WriteLineAsync($"Testbed '{options.Prefix}' is up: {string.Join(", ", testbed.Layout.Hosts.Select(host => $"{host.Name} {host.Address}"))}, {testbed.LinkRate} links.").ConfigureAwait(false);
            if (wanted is not null)
            {
                await GuestCommand.PrepareAsync(testbed, wanted, cancellation).ConfigureAwait(false);
            }

            return 0;
        });
        return command;
    }
}
