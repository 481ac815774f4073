using System.Text.RegularExpressions;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>
/// What tc says of the three hosts that are shaped: qdiscs, classes and filters of every interface, without their counters, and
/// which interfaces there are. Two readings are equal where nothing of ours was left and nothing of others' was lost.
/// </summary>
/// <param name="Lines">Each begins with its host and interface. Guests' taps are left out: they come and go with guests.</param>
public sealed partial record TrafficControl(IReadOnlyList<string> Lines)
{
    private static readonly string[] Hosts = [TestbedLayout.Source, TestbedLayout.Destination, TestbedLayout.Nfs];

    /// <exception cref="TestbedException">The testbed is not up.</exception>
    public static async Task<TrafficControl> ReadAsync(TestbedLayout layout, CancellationToken cancellation = default)
    {
        var lines = new List<string>();
        foreach (var host in Hosts.Select(layout.Host))
        {
            foreach (var device in await DevicesAsync(host, cancellation).ConfigureAwait(false))
            {
                lines.Add($"{host.Name} {device} link");
                lines.AddRange((await ReadAsync(host, device, cancellation).ConfigureAwait(false)).Select(line => $"{host.Name} {device} {line}"));
            }
        }

        return new TrafficControl(lines);
    }

    /// <summary>The lines of one host.</summary>
    public IReadOnlyList<string> Of(string host) => [.. Lines.Where(line => line.StartsWith(host + ' ', StringComparison.Ordinal))];

    private static async Task<IReadOnlyList<string>> DevicesAsync(TestbedHost host, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", ["-n", host.Namespace, "-o", "link", "show"], null, cancellation).ConfigureAwait(false);
        return result.Succeeded
            ? [.. DeviceName().Matches(result.Output).Select(match => match.Groups[1].Value).Where(name => !TapName.IsOurs(name))]
            : throw new TestbedException($"Reading the interfaces of '{host.Namespace}' failed: {result.Complaint}. Is the testbed up?");
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(TestbedHost host, string device, CancellationToken cancellation)
    {
        string[] questions = [$"qdisc show dev {device}", $"class show dev {device}", $"filter show dev {device}", $"filter show dev {device} ingress"];
        // An interface may go between the two looks; its link line is then in, and the comparison tells.
        var result = await CommandRunner.Instance.RunAsync(
            "tc", ["-n", host.Namespace, "-force", "-batch", "-"], string.Join('\n', questions) + '\n', cancellation).ConfigureAwait(false);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    [GeneratedRegex(@"^\d+: ([^:@ ]+)", RegexOptions.Multiline)]
    private static partial Regex DeviceName();
}
