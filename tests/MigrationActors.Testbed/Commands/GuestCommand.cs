using System.CommandLine;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;

namespace MigrationActors.Testbed.Commands;

internal static class GuestCommand
{
    public static Command Create()
    {
        var prefix = new PrefixOption();
        var name = new Argument<string>("NAME") { Description = "Name of the guest" };
        var options = new GuestOptionSet();
        var command = new Command("guest", "Prepare a guest: its disk on NFS and its VM definition, whose path is printed") { name, prefix.Option };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = options.Read(parsed, parsed.GetRequiredValue(name));
            var testbed = await TestbedNetwork.AttachAsync(prefix.Read(parsed), cancellation).ConfigureAwait(false);
            await PrepareAsync(testbed, wanted, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    internal static async Task PrepareAsync(TestbedNetwork testbed, GuestOptions wanted, CancellationToken cancellation)
    {
        var guest = await TestbedCommandLine.WithStatusAsync($"Preparing guest '{wanted.Name}'", () => GuestFactory.CreateAsync(testbed, wanted, cancellation)).ConfigureAwait(false);
        await Console.Out.WriteLineAsync($"Guest '{guest.Name}' ({guest.Address}) is prepared: {guest.DefinitionFile}").ConfigureAwait(false);
    }
}
