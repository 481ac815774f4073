using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo.Measuring;

/// <summary>What tc says of the three hosts that are shaped, without the counters.</summary>
public sealed record TrafficRules(IReadOnlyList<string> Lines)
{
    private static readonly string[] Hosts = [TestbedLayout.Source, TestbedLayout.Destination, TestbedLayout.Nfs];

    public static async Task<TrafficRules> ReadAsync(TestbedNetwork testbed)
    {
        var lines = new List<string>();
        foreach (var host in Hosts.Select(testbed.Host))
        {
            foreach (var what in new[] { "qdisc", "class", "filter" })
            {
                string[] where = what == "qdisc" ? [] : ["dev", TestbedHost.Uplink];
                var answer = await new NetworkNamespace(host.Namespace).RunAsync(["tc", what, "show", .. where]);

                // Taps come and go with guests; they carry nothing but the kernel's own default.
                lines.AddRange(answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(l => !l.Contains(" dev ma", StringComparison.Ordinal) || l.Contains("maifb", StringComparison.Ordinal))
                    .Select(l => $"{host.Name} {what}: {l}"));
            }
        }

        return new TrafficRules(lines);
    }

    /// <summary>Lines that are in one and not in the other.</summary>
    public int DifferencesFrom(TrafficRules other) => Lines.Except(other.Lines).Count() + other.Lines.Except(Lines).Count();
}
