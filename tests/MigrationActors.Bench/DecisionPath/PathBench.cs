using MigrationActors.Bench.Measuring;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>
/// Two guests alike go back and forth on a real testbed, the one through the product, the other by a bare QMP script.
/// </summary>
public sealed class PathBench(TestbedPrefix prefix, Mbps link, TimeProvider time, Action<string> say)
{
    private const int FillMiB = 8;
    private const int ApplicationPort = 5301;
    private const int Connections = 4;
    private static readonly TimeSpan BootTimeout = TimeSpan.FromSeconds(90);

    /// <summary>Where the guests are; both always at the same host.</summary>
    private string _here = TestbedLayout.Source;

    public async Task<IReadOnlyList<PathCost>> RunAsync(CancellationToken cancellation)
    {
        say($"Testbed '{prefix}': four hosts, links of {link}");
        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(prefix, link), cancellation);
        try
        {
            await using var cluster = await TestbedCluster.StartAsync(testbed, cancellation);
            var (ours, bare) = (await GuestAsync(testbed, "ours", cancellation), await GuestAsync(testbed, "bare", cancellation));
            await cluster.Coordinator.StartVmAsync(_here, await File.ReadAllTextAsync(ours.DefinitionFile, cancellation), cancellation);
            await using var bareMover = await BareMover.StartAsync(testbed, bare, _here, time, cancellation);
            foreach (var guest in new[] { ours, bare })
            {
                await new GuestClient(testbed.Host(TestbedLayout.External), guest.Address).WaitUntilFilledAsync(BootTimeout, cancellation);
            }

            var ourMover = new OurMover(testbed, cluster, ours, time);
            var costs = new List<PathCost>();
            foreach (var scenario in PathScenario.All)
            {
                costs.Add(await MeasureAsync(testbed, scenario, ourMover, bareMover, cancellation));
            }

            return costs;
        }
        finally
        {
            say($"Taking testbed '{prefix}' down");
            await TestbedNetwork.DownAsync(prefix, CancellationToken.None);
        }
    }

    private async Task<PathCost> MeasureAsync(
        TestbedNetwork testbed, PathScenario scenario, OurMover ours, BareMover bare, CancellationToken cancellation)
    {
        say($"{scenario.Name}: {scenario.Rounds} moves by each");
        ours.TakeTechniques();
        var pairs = new List<(PathTimes Ours, PathTimes Other)>();
        for (var round = 0; round < scenario.Rounds; round++)
        {
            await using var traffic = new TrafficGenerator(testbed);
            if (scenario.Saturated)
            {
                await traffic.StartAsync(new TrafficFlow(_here, TrafficDirection.Out, ApplicationPort, Connections), cancellation);
            }

            pairs.Add(await PairAsync(scenario, ours, bare, oursFirst: round % 2 == 0, cancellation));
            say($"    {pairs[^1].Ours.Total.TotalMilliseconds:0} ms, the script {pairs[^1].Other.Total.TotalMilliseconds:0} ms");
        }

        return PathCost.Of(scenario.Name, ours.TakeTechniques(), pairs);
    }

    private async Task<(PathTimes Ours, PathTimes Other)> PairAsync(
        PathScenario scenario, OurMover ours, BareMover bare, bool oursFirst, CancellationToken cancellation)
    {
        var (from, to) = (_here, _here == TestbedLayout.Source ? TestbedLayout.Destination : TestbedLayout.Source);
        Task<PathTimes> BareAsync() => bare.MoveAsync(to, scenario.Technique ?? Technique.PreCopy, cancellation);

        var before = oursFirst ? null : await BareAsync();
        await ours.WaitUntilSeenAsync(from, scenario.Saturated, cancellation);
        var times = await ours.MoveAsync(from, to, scenario.Technique, cancellation);
        _here = to;
        return (times, before ?? await BareAsync());
    }

    private static Task<Guest> GuestAsync(TestbedNetwork testbed, string name, CancellationToken cancellation) => GuestFactory.CreateAsync(
        testbed, new GuestOptions(name) { FillMiB = FillMiB, MemoryMiB = FillMiB + GuestOptions.SystemMiB + 32 }, cancellation);
}
