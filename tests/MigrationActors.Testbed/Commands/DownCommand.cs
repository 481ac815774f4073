using System.CommandLine;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Commands;

internal static class DownCommand
{
    public static Command Create()
    {
        var prefix = new PrefixOption();
        var all = new Option<bool>("--all") { Description = "All testbeds of this machine" };
        var command = new Command("down", "Remove a testbed with everything that runs in it, also one that a crash left behind") { prefix.Option, all };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(all) && parsed.GetResult(prefix.Option) is { Implicit: false })
            {
                throw new TestbedException("Give either --prefix or --all, not both.");
            }

            foreach (var testbed in parsed.GetValue(all) ? TestbedLayout.FindAll() : [prefix.Read(parsed)])
            {
                foreach (var item in await TestbedNetwork.DownAsync(testbed, cancellation).ConfigureAwait(false))
                {
                    await Console.Out.WriteLineAsync($"removed {item}").ConfigureAwait(false);
                }
            }

            return 0;
        });
        return command;
    }
}
