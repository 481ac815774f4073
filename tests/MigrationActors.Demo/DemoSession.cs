using MigrationActors.Core.Reservation;
using MigrationActors.Demo.Arms;
using MigrationActors.Demo.Measuring;
using MigrationActors.Demo.Reporting;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Demo;

/// <summary>The demo from nothing to nothing: testbed up, a migration per arm, everything down, what was left counted.</summary>
public sealed class DemoSession(DemoOptions options, Action<string> say)
{
    private const int ApplicationPort = 5301;

    /// <summary>The shares of the link that the guests' class promises (content-delivery), for the baseline's row of the table.</summary>
    private static readonly (double Lower, double Upper) SlaShares = (0.30, 0.60);

    public async Task<(DemoReport Report, IReadOnlyList<ArmResult> Results)> RunAsync()
    {
        say($"Testbed '{options.Prefix}': four hosts, links of {options.Link}");
        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(options.Prefix, options.Link));
        try
        {
            var processes = NamespaceProcesses.Of(testbed.Layout);
            var before = await TrafficRules.ReadAsync(testbed);
            var results = await MigrateAsync(testbed);
            var rules = (await TrafficRules.ReadAsync(testbed)).DifferencesFrom(before);

            say("Taking everything down");
            await TestbedNetwork.DownAsync(options.Prefix);
            var leftovers = new Leftovers(rules, testbed.Layout.Namespaces.Count(n => n.Exists), processes.Count());
            return (new DemoReport(options.Link.Value, [.. results.Select(r => r.Run)], leftovers), results);
        }
        finally
        {
            await TestbedNetwork.DownAsync(options.Prefix);
        }
    }

    private async Task<IReadOnlyList<ArmResult>> MigrateAsync(TestbedNetwork testbed)
    {
        var time = TimeProvider.System;
        await using var wire = WireSampler.Start(testbed, time);
        await using var traffic = new TrafficGenerator(testbed);
        say($"{DemoOptions.Connections} TCP flows saturate the source's uplink");
        await traffic.StartAsync(new TrafficFlow(TestbedLayout.Source, TrafficDirection.Out, ApplicationPort, DemoOptions.Connections));

        var results = new List<ArmResult>();
        say("1/4 plain QEMU: migrate, with its defaults");
        var link = options.Link.Value;
        results.Add(await new BaselineArm(testbed, wire, time).RunAsync(await GuestAsync(testbed, "plain"), (link * SlaShares.Lower, link * SlaShares.Upper)));
        Tell(results[^1]);

        say("Starting a node on each host");
        await using var cluster = await TestbedCluster.StartAsync(testbed);
        var ours = new OurArm(testbed, cluster, wire, time);
        foreach (var (urgency, number) in new[] { Urgency.High, Urgency.Medium, Urgency.Low }.Select((u, i) => (u, i + 2)))
        {
            say($"{number}/4 MigrationActors, urgency {urgency}");
            results.Add(await ours.RunAsync(await GuestAsync(testbed, urgency.ToString()), urgency, say));
            Tell(results[^1]);
        }

        return results;
    }

    private void Tell(ArmResult result) =>
        say($"    {result.Run.TotalTimeMs / 1000:0.0} s; the applications had {result.Run.AppMbpsBefore:0} Mbit/s before, {result.Run.AppMbpsDuring:0} during, {result.Run.AppMbpsAfter:0} after");

    private Task<Guest> GuestAsync(TestbedNetwork testbed, string name) => GuestFactory.CreateAsync(
        testbed,
        new GuestOptions($"guest-{name}".ToLowerInvariant())
        {
            FillMiB = options.FillMiB,
            MemoryMiB = options.FillMiB + GuestOptions.SystemMiB + 32,
            Workload = DemoOptions.Workload,
        });
}
