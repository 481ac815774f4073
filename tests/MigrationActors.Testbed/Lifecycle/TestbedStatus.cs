using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Lifecycle;

/// <summary>What is there of one testbed now.</summary>
/// <param name="Complete">It came up and all its namespaces are there. False: half of one, which `down` removes.</param>
/// <param name="LinkMbps">Null where it is not complete.</param>
public sealed record TestbedStatus(string Prefix, bool Complete, double? LinkMbps, string StateFolder, IReadOnlyList<HostStatus> Hosts)
{
    public static async Task<TestbedStatus> ReadAsync(TestbedPrefix prefix, CancellationToken cancellation = default)
    {
        var layout = new TestbedLayout(prefix);
        var testbed = await TestbedNetwork.TryAttachAsync(prefix, cancellation).ConfigureAwait(false);
        var hosts = new List<HostStatus>();
        foreach (var host in layout.Hosts.Where(host => new NetworkNamespace(host.Namespace).Exists))
        {
            var pids = await new NetworkNamespace(host.Namespace).PidsAsync(cancellation).ConfigureAwait(false);
            var wire = testbed is null ? null : await testbed.ReadWireAsync(host.Name, cancellation).ConfigureAwait(false);
            hosts.Add(new HostStatus(host.Name, host.Namespace, host.Address.ToString(), pids.Count, wire));
        }

        return new TestbedStatus(prefix.Value, testbed is not null, testbed?.LinkRate.Value, layout.StateFolder, hosts);
    }
}
