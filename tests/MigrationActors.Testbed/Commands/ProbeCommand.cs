using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Testbed.Commands;

internal static class ProbeCommand
{
    public static Command Create()
    {
        var prefix = new PrefixOption();
        var guest = new Argument<string>("ADDRESS") { Description = "The guest's address" };
        var interval = new Option<int>("--interval") { Description = "Milliseconds between probes, 1 to 60000", DefaultValueFactory = _ => 10 };
        var command = new Command("probe", "Ask a guest from ext whether it lives; one JSON line an answer, until interrupted") { guest, prefix.Option, interval };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!IPAddress.TryParse(parsed.GetRequiredValue(guest), out var address))
            {
                throw new TestbedException($"'{parsed.GetRequiredValue(guest)}' is no IP address. 'testbed status' lists the guests' addresses.");
            }

            if (parsed.GetRequiredValue(interval) is < 1 or > 60_000)
            {
                throw new TestbedException($"--interval is {parsed.GetRequiredValue(interval)}, but must be 1 to 60000 ms.");
            }

            var testbed = await TestbedNetwork.AttachAsync(prefix.Read(parsed), cancellation).ConfigureAwait(false);
            await PrintAsync(testbed, address, TimeSpan.FromMilliseconds(parsed.GetRequiredValue(interval)), cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task PrintAsync(TestbedNetwork testbed, IPAddress guest, TimeSpan interval, CancellationToken cancellation)
    {
        var answers = Channel.CreateUnbounded<ProbeAnswer>();
        await using var probe = GuestProbe.Start(testbed.Host(TestbedLayout.External), guest, TimeProvider.System, interval);
        probe.Answered += answer => answers.Writer.TryWrite(answer);
        await foreach (var answer in answers.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                new { answer.Sequence, answer.At, answer.Reply.Counter, answer.Reply.Nonce, UptimeMs = answer.Reply.Uptime.TotalMilliseconds },
                JsonSerializerOptions.Web)).ConfigureAwait(false);
        }
    }
}
