using System.Net;
using System.Net.Sockets;
using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.BadInput;

[Collection(OneClusterCollection.Name)]
public sealed class PortInUseTests(ClusterFixture fixture)
{
    [SkippableFact]
    public async Task A_migration_passes_ports_over_that_others_have_and_fails_where_there_is_no_other()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "ported");
        var before = await fixture.TrafficControlAsync();
        var from = guest.Probe.Now;
        var taken = new List<Socket>();
        try
        {
            taken.AddRange(Enumerable.Range(MigrationPorts.First, MigrationPorts.Last - MigrationPorts.First + 1).Select(Take));
            var failed = await guest.WaitForEndAsync((await guest.MigrateAsync(Urgency.High, Technique.PreCopy)).Id);
            failed.Phase.ShouldBe("failed");
            failed.Failure.ShouldNotBeNull().ShouldContain(TestbedLayout.Destination);
            failed.Failure.ShouldContain($"{MigrationPorts.First}");
            failed.Failure.ShouldContain($"{MigrationPorts.Last}");
            await guest.ShouldRunOnSourceAloneSinceAsync(from);

            taken[^1].Dispose();
            var ended = await guest.WaitForEndAsync((await guest.MigrateAsync(Urgency.High, Technique.PreCopy)).Id);
            ended.Phase.ShouldBe("completed", ended.Failure);
            await guest.ShouldGoOnSinceAsync(from);
            await fixture.ShouldHaveTrafficControlAsync(before);
        }
        finally
        {
            taken.ForEach(socket => socket.Dispose());
        }
    }

    [SkippableTheory]
    [InlineData(TestbedLayout.Source, "'Port'")]
    [InlineData(TestbedLayout.External, "'Port'")]
    public async Task A_node_that_is_started_twice_says_which_port_is_taken_and_by_which_setting_to_change_it(string host, string setting)
    {
        fixture.SkipWithoutTestbed();
        var where = fixture.Testbed.Host(host);
        var second = await where.RunAsync(TestbedCluster.CommandOf(where));

        second.ShouldFail(1, $"migrationd: {where.Address} port 4053 is in use by another program", setting);
        fixture.Cluster.Node(host).IsRunning.ShouldBeTrue();
    }

    private Socket Take(int port) =>
        NamespaceSocket.ListenTcp(fixture.Destination.Namespace, new IPEndPoint(fixture.Destination.Address, port));
}
