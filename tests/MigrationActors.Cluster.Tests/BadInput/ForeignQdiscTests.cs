using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.BadInput;

[Collection(OneClusterCollection.Name)]
public sealed class ForeignQdiscTests(ClusterFixture fixture)
{
    [SkippableTheory]
    [InlineData(TestbedLayout.Source)]
    [InlineData(TestbedLayout.Nfs)]
    public async Task A_root_qdisc_configured_by_hand_fails_the_reservation_and_stays(string host)
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, $"beside-{host}", fillMiB: 24, (new Mbps(20), new Mbps(150)));
        await using var traffic = await Saturation.StartAsync(fixture);
        var from = guest.Probe.Now;
        // A moment of "as before": that of the foreign qdisc.
        await TcAsync(host, "qdisc", "add", "dev", TestbedHost.Uplink, "root", "handle", "5:", "tbf", "rate", "500mbit", "burst", "1mb", "latency", "100ms");
        try
        {
            var before = await fixture.TrafficControlAsync();
            before.Of(host).ShouldContain(line => line.Contains("qdisc tbf 5:", StringComparison.Ordinal));
            var migration = await guest.MigrateAsync(Urgency.Low, Technique.PreCopy);
            migration.ReservedMbps.ShouldNotBeNull();
            var ended = await guest.WaitForEndAsync(migration.Id);

            ended.Phase.ShouldBe("failed");
            ended.Failure.ShouldNotBeNull().ShouldContain($"{host}: {TestbedHost.Uplink} has a root qdisc that was configured by hand (tbf 5:)");
            ended.Failure.ShouldContain($"tc qdisc del dev {TestbedHost.Uplink} root");
            await fixture.ShouldHaveTrafficControlAsync(before);
            await guest.ShouldRunOnSourceAloneSinceAsync(from);
        }
        finally
        {
            await TcAsync(host, "qdisc", "del", "dev", TestbedHost.Uplink, "root");
        }
    }

    private async Task TcAsync(string host, params string[] arguments)
    {
        var result = await fixture.Testbed.Host(host).RunAsync(["tc", .. arguments]);
        result.ExitCode.ShouldBe(0, result.Error);
    }
}
