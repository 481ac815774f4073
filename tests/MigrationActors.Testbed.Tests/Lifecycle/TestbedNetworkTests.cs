using System.Diagnostics;
using MigrationActors.Core;
using MigrationActors.Processes;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Testbed.Tests.Lifecycle;

public sealed class TestbedNetworkTests
{
    [SkippableFact]
    public async Task Two_testbeds_at_a_time_each_reach_their_own_hosts_and_go_without_a_trace()
    {
        Requirements.SkipWithoutThem();
        var before = await LinksAndNamespacesAsync();
        await using (var one = await TemporaryTestbed.UpAsync('a'))
        await using (var two = await TemporaryTestbed.UpAsync('b'))
        {
            foreach (var testbed in new[] { one.Network, two.Network })
            {
                await using var traffic = new TrafficGenerator(testbed);
                var wireBefore = await testbed.ReadWireAsync(TestbedLayout.Source);
                await traffic.StartAsync(new TrafficFlow(TestbedLayout.Source, TrafficDirection.Out, 5201));
                await Until.TrueAsync(
                    async token => (await testbed.ReadWireAsync(TestbedLayout.Source, token)).Since(wireBefore).OtherFromHost > 1_000_000,
                    TimeSpan.FromSeconds(30),
                    () => "No traffic was counted.",
                    CancellationToken.None);
                (await testbed.ReadWireAsync(TestbedLayout.Source)).Since(wireBefore).MigrationFromHost.ShouldBe(0);
            }

            (await TestbedStatus.ReadAsync(two.Network.Layout.Prefix)).Complete.ShouldBeTrue();
            await Should.ThrowAsync<TestbedException>(() => TestbedNetwork.UpAsync(new TestbedOptions(one.Network.Layout.Prefix, new Mbps(100))));
            // The refused one has not touched the one that is there.
            (await TestbedNetwork.AttachAsync(one.Network.Layout.Prefix)).LinkRate.ShouldBe(new Mbps(200));
        }

        (await LinksAndNamespacesAsync()).ShouldBe(before);
    }

    [SkippableFact]
    public async Task The_hosts_own_queues_are_the_kernels()
    {
        Requirements.SkipWithoutThem();
        await using var testbed = await TemporaryTestbed.UpAsync('c');
        foreach (var host in testbed.Network.Layout.Hosts)
        {
            (await host.RunAsync(["tc", "qdisc", "show", "dev", TestbedHost.Uplink])).Output.Trim().ShouldBe("qdisc noqueue 0: root refcnt 2");
        }
    }

    [SkippableFact]
    public async Task Traffic_on_a_migrations_port_is_counted_as_migration()
    {
        Requirements.SkipWithoutThem();
        await using var testbed = await TemporaryTestbed.UpAsync('d');
        await using var traffic = new TrafficGenerator(testbed.Network);
        await traffic.StartAsync(new TrafficFlow(TestbedLayout.Source, TrafficDirection.Out, MigrationPorts.First));
        await Until.TrueAsync(
            async token => (await testbed.Network.ReadWireAsync(TestbedLayout.Source, token)).MigrationFromHost > 1_000_000,
            TimeSpan.FromSeconds(30),
            () => "No migration traffic was counted.",
            CancellationToken.None);
    }

    [SkippableFact]
    public async Task Half_a_testbed_of_a_crash_is_found_and_taken_down()
    {
        Requirements.SkipWithoutThem();
        var layout = new TestbedLayout(TemporaryTestbed.NewPrefix('e'));
        Directory.CreateDirectory(layout.StateFolder);
        (await layout.Switch.TryAddAsync(default)).ShouldBeTrue();
        var source = layout.Host(TestbedLayout.Source);
        (await new NetworkNamespace(source.Namespace).TryAddAsync(default)).ShouldBeTrue();
        var orphan = await source.StartAsync("orphan", ["tail", "-f", "/dev/null"]);

        TestbedLayout.FindAll().ShouldContain(layout.Prefix);
        (await TestbedStatus.ReadAsync(layout.Prefix)).Complete.ShouldBeFalse();
        var removed = await TestbedNetwork.DownAsync(layout.Prefix);

        removed.Select(item => item.Kind).ShouldBe(["process", "namespace", "namespace", "folder"]);
        orphan.IsRunning.ShouldBeFalse();
        TestbedLayout.FindAll().ShouldNotContain(layout.Prefix);
        (await TestbedNetwork.DownAsync(layout.Prefix)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Stopping_a_process_ends_the_process_itself()
    {
        Requirements.SkipWithoutThem();
        await using var testbed = await TemporaryTestbed.UpAsync('f');
        var process = await testbed.Network.Host(TestbedLayout.External).StartAsync("tail", ["tail", "-f", "/dev/null"]);
        // The pid is that of the program from the start; only its name changes, from that of `ip`.
        await process.ReadyAsync(() => Process.GetProcessById(process.Pid).ProcessName == "tail", TimeSpan.FromSeconds(10), "running", default);
        await process.StopAsync();
        process.IsRunning.ShouldBeFalse();
    }

    private static async Task<string> LinksAndNamespacesAsync()
    {
        var links = await CommandRunner.Instance.RunAsync("ip", ["-o", "-br", "link"]);
        // Other tests' testbeds may come and go meanwhile.
        var ours = NetworkNamespace.List().Where(name => name.StartsWith(TemporaryTestbed.NewPrefix('a').Value, StringComparison.Ordinal)
            || name.StartsWith(TemporaryTestbed.NewPrefix('b').Value, StringComparison.Ordinal));
        return links.Output + string.Join(' ', ours);
    }
}
