using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>Four TCP flows that take the source's whole uplink, until disposed.</summary>
public static class Saturation
{
    private const int Port = 5301;
    private const int Connections = 4;
    private const double Saturated = 0.85;
    private static readonly TimeSpan MeasureTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Returns when the coordinator has measured it: decisions rest on a window of seconds.</summary>
    public static async Task<TrafficGenerator> StartAsync(ClusterFixture fixture)
    {
        var traffic = new TrafficGenerator(fixture.Testbed);
        try
        {
            await traffic.StartAsync(new TrafficFlow(TestbedLayout.Source, TrafficDirection.Out, Port, Connections));
            await Until.TrueAsync(
                async _ => (await fixture.HostAsync(TestbedLayout.Source)).OutMbps > Saturated * fixture.Testbed.LinkRate.Value,
                MeasureTimeout,
                () => "The source's uplink did not become saturated.",
                CancellationToken.None);
            return traffic;
        }
        catch
        {
            await traffic.DisposeAsync();
            throw;
        }
    }
}
