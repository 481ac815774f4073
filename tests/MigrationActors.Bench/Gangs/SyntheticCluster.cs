using System.Globalization;
using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Bench.Gangs;

/// <summary>Hosts on 10 Gbit/s links, of which as many are to be emptied as the VMs fill. The same numbers always give the same cluster.</summary>
internal sealed class SyntheticCluster
{
    public const int VmsPerHost = 20;
    private const int Seed = 4;
    private const long HostMemoryMiB = 1024 * 1024;
    private const long BytesPerMiB = 1024 * 1024;
    private static readonly long[] MemoriesMiB = [2048, 4096, 8192, 16384];
    private static readonly Mbps Link = new(10_000);

    // Quiet, busy with sending, with receiving, with both; shares of the link.
    private static readonly (double Out, double In)[] HostTraffic = [(0.002, 0.002), (0.5, 0.05), (0.05, 0.5), (0.4, 0.4)];
    private static readonly (double Out, double In)[] VmTraffic = [(0, 0), (0.02, 0.001), (0.001, 0.02), (0.01, 0.01)];

    /// <param name="hosts">More than the VMs fill: the others take them.</param>
    public SyntheticCluster(int hosts, int vms)
    {
        Drained = HostsOf(vms);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Drained, hosts);
        var random = new Random(Seed);
        Hosts = Enumerable.Range(0, hosts).Select(i => Host(Name("host", i), Pick(random, HostTraffic))).ToDictionary(h => h.Name);
        Vms = [.. Enumerable.Range(0, vms).Select(i => new SyntheticVm(
            new VmSnapshot(Name("vm", i), Of(Pick(random, VmTraffic)), SlaStatement.None),
            Name("host", i / VmsPerHost),
            Pick(random, MemoriesMiB),
            Pick(random, Enum.GetValues<Urgency>())))];
    }

    /// <summary>How many hosts are emptied: the first ones.</summary>
    public int Drained { get; }

    public IReadOnlyDictionary<string, HostSnapshot> Hosts { get; }

    public IReadOnlyList<SyntheticVm> Vms { get; }

    public ClusterSnapshot Snapshot => new(Hosts, [], PlanningSettings.Default, BandwidthModelSet.Thesis, LedgerSettings.Default)
    {
        Settling = new CoordinatorSettings().SettlingTime,
    };

    /// <summary>All that are emptied in one go, so that none of them is a destination.</summary>
    public DrainSnapshot Drain => new(
        "the emptied hosts",
        [.. Hosts.Values.Skip(Drained).Select(h => new DrainHost(h.Name, h.Allocatable, h.Traffic.In, HostMemoryMiB))],
        [.. Vms.Select(vm => new DrainVm(vm.Vm.Name, vm.MemoryMiB, vm.Vm.Traffic, Mbps.Zero, Obstacle: null))]);

    /// <summary>How many hosts so many VMs fill.</summary>
    public static int HostsOf(int vms) => (vms + VmsPerHost - 1) / VmsPerHost;

    public IReadOnlyList<WantedMove> Wanted(DrainPlan plan)
    {
        var vms = Vms.ToDictionary(vm => vm.Vm.Name);
        return
        [
            .. plan.Moves.Select(move => (Vm: vms[move.Vm], Destination: move.Destination.Choice)).Select(m => new WantedMove(
                "m-" + m.Vm.Vm.Name, m.Vm.Host, m.Destination, m.Vm.Vm, m.Vm.MemoryMiB * BytesPerMiB, m.Vm.Urgency)),
        ];
    }

    private static HostSnapshot Host(string name, (double Out, double In) shares) =>
        new(name, Link, Link * 0.98, Of(shares), PostCopySupported: true, PostCopyObstacle: null);

    private static TrafficRate Of((double Out, double In) shares) => new(Link * shares.Out, Link * shares.In);

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:00000}");
}
