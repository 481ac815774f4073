using CsCheck;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Planning.Gangs;

/// <summary>A cluster with moves wanted in it.</summary>
internal sealed record Clusters(ClusterSnapshot Cluster, IReadOnlyList<WantedMove> Wanted, Strategy? Forced = null)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>Two to eight hosts, up to twenty VMs, up to four migrations that run already.</summary>
    public static Gen<Clusters> Any { get; } =
        from hosts in Gen.Int[2, 8]
        from links in Gen.Select(Gen.OneOf(Gen.Double[10, 100], Gen.Double[100, 2000], Gen.Double[2000, 20_000]), Gen.Double[0.5, 1], Gen.Double[0, 1.2], Gen.Double[0, 1.2], Gen.Bool).Array[hosts]
        from moves in Gen.Select(AnyPath(hosts), AnyVm(), Gen.Enum<Urgency>(), Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 4]), Gen.Int[0, 5], Gen.Double[0, 100]).List[0, 20]
        from running in Gen.Select(AnyPath(hosts), Gen.Enum<Urgency>(), Gen.Double[0.05, 1], Gen.Double[0, 0.5], Gen.Int[0, 2]).List[0, 4]
        from limits in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Double[0.1, 1])
        from forced in Gen.Int[0, 5]
        from settling in Gen.OneOf(Gen.Const(0), Gen.Int[1, 20])
        let named = links.Select((l, i) => Snapshots.Host($"h{i}", l.Item1 * l.Item3, l.Item1 * l.Item4, l.Item1, l.Item1 * l.Item2, l.Item5)).ToDictionary(h => h.Name)
        select new Clusters(
            new ClusterSnapshot(
                named,
                [.. running.Select((r, i) => Running(named, i, r.Item1, r.Item2, r.Item3, r.Item4, r.Item5 == 0))],
                PlanningSettings.Default,
                BandwidthModelSet.Thesis,
                new LedgerSettings { MostOutgoing = limits.Item1 == 0 ? null : limits.Item1, MostIncoming = limits.Item2 == 0 ? null : limits.Item2, AdmissionShare = limits.Item3 })
            {
                Settling = TimeSpan.FromSeconds(settling),
            },
            [
                .. moves.Select((m, i) => new WantedMove(
                    $"m{i:00}", m.Item1.Source, m.Item1.Destination, new VmSnapshot($"vm{i:00}", m.Item2.Traffic, m.Item2.Sla), (long)(m.Item4 * Gibibyte), m.Item3,
                    m.Item5 == 0 ? Technique.PreCopy : null, m.Item5 > 3 ? TimeSpan.FromSeconds(m.Item6) : null)),
            ],
            forced switch { 0 => Strategy.Parallel, 1 => Strategy.Serial, _ => null });

    /// <summary>Hosts on quiet links of 1000 Mbit/s, and nothing wanted yet.</summary>
    public static Clusters Quiet(params string[] hosts) => new(
        new ClusterSnapshot(
            hosts.ToDictionary(h => h, h => Snapshots.Host(h, 0, 0, link: 1000, allocatable: 1000)), [], PlanningSettings.Default, BandwidthModelSet.Thesis, LedgerSettings.Default),
        []);

    public Clusters Host(HostSnapshot host) =>
        this with { Cluster = Cluster with { Hosts = new Dictionary<string, HostSnapshot>(Cluster.Hosts) { [host.Name] = host } } };

    public Clusters Running(params Claim[] claims) => this with { Cluster = Cluster with { Running = claims } };

    public Clusters Limits(LedgerSettings limits) => this with { Cluster = Cluster with { Limits = limits } };

    public Clusters Settling(double seconds) => this with { Cluster = Cluster with { Settling = TimeSpan.FromSeconds(seconds) } };

    /// <summary>Wants one more VM moved, with as much traffic, an SLA of 100 to 200 Mbit/s, and a gibibyte of memory.</summary>
    public Clusters Move(
        string vm, string source, string destination, Urgency urgency, double outgoing = 0, double incoming = 0, double gibibytes = 1, double? deadline = null, Technique? forced = null) =>
        this with
        {
            Wanted =
            [
                .. Wanted,
                new WantedMove(
                    $"m-{vm}", source, destination,
                    new VmSnapshot(vm, new TrafficRate(new Mbps(outgoing), new Mbps(incoming)), new SlaStatement(new SlaBounds(new Mbps(100), new Mbps(200)), null)),
                    (long)(gibibytes * Gibibyte), urgency, forced, deadline is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
            ],
        };

    private static Gen<(string Source, string Destination)> AnyPath(int hosts) =>
        Gen.Select(Gen.Int[0, hosts - 1], Gen.Int[1, hosts - 1]).Select((source, step) => ($"h{source}", $"h{(source + step) % hosts}"));

    private static Gen<(TrafficRate Traffic, SlaStatement Sla)> AnyVm() =>
        Gen.Select(Gen.Double[0, 600], Gen.Double[0, 600], Gen.Int[0, 2], Gen.Double[0, 300], Gen.Double[0, 300]).Select((o, i, sla, lower, more) => (
            new TrafficRate(new Mbps(o), new Mbps(i)),
            sla == 0 ? SlaStatement.None : new SlaStatement(new SlaBounds(new Mbps(lower), new Mbps(lower + more)), null)));

    private static Claim Running(
        Dictionary<string, HostSnapshot> hosts, int index, (string Source, string Destination) path, Urgency urgency, double ideal, double lower, bool unreserved)
    {
        var total = Mbps.Min(hosts[path.Source].Allocatable, hosts[path.Destination].Allocatable);
        return new(
            $"r{index}", $"r{index / 2}", path.Source, path.Destination, urgency, total * ideal, new SlaBounds(total * lower, total * lower), total * 0.05,
            unreserved ? total * ideal : null,
            index == 1 && !unreserved ? total : null);
    }
}
