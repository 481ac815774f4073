using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Checking;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Planning.Checking;

/// <summary>A plan without a fault, written out by hand on links of 1000 Mbit/s, for tests to break.</summary>
internal sealed record SoundPlan(ClusterSnapshot Cluster, IReadOnlyList<WantedMove> Wanted, GangPlan Plan, Strategy? Forced = null)
{
    public static SoundPlan Create()
    {
        // 125 MB take a second at 1000 Mbit/s. The wanted order is not the serial order: 'out' goes before 'in'.
        MemberPlan[] members =
        [
            Member("hot1", "alpha", "beta", Urgency.High, Strategy.Parallel, Vm(5, 5), [(0, 3, 500)]),
            Member("hot2", "alpha", "beta", Urgency.High, Strategy.Parallel, Vm(5, 5), [(0, 3, 250), (3, 4, 500)]),
            Member("mid", "beta", "gamma", Urgency.Medium, Strategy.Parallel, Vm(100, 100), [(0, 2, 600)]),
            Member("out", "alpha", "gamma", Urgency.Low, Strategy.Serial, Vm(300, 5), [(4, 8, 300)]),
            Member("in", "alpha", "beta", Urgency.Low, Strategy.Serial, Vm(5, 300), [(8, 12, 300)]),
        ];
        var hosts = new[] { "alpha", "beta", "gamma" }.ToDictionary(name => name, name => Snapshots.Host(name, 0, 0, link: 1000, allocatable: 1000));
        return new(
            new ClusterSnapshot(hosts, [], PlanningSettings.Default, BandwidthModelSet.Thesis, LedgerSettings.Default),
            [.. new[] { "in", "out", "mid", "hot2", "hot1" }.Select(vm => members.Single(m => m.Move.Vm.Name == vm).Move)],
            new GangPlan(members));
    }

    public IReadOnlyList<string> Check() => PlanChecker.Check(Cluster, Wanted, Plan, Forced);

    public SoundPlan With(string vm, Func<MemberPlan, MemberPlan> change) =>
        this with { Plan = Plan with { Members = [.. Plan.Members.Select(m => m.Move.Vm.Name == vm ? change(m) : m)] } };

    /// <summary>Changes what is wanted and what is planned alike.</summary>
    public SoundPlan Wanting(string vm, Func<WantedMove, WantedMove> change) =>
        With(vm, m => m with { Move = change(m.Move) }) with { Wanted = [.. Wanted.Select(w => w.Vm.Name == vm ? change(w) : w)] };

    public SoundPlan Rates(string vm, params (double From, double To, double Rate)[] rates) => With(vm, m => m with { Rates = Intervals(rates, reserved: true) });

    public SoundPlan Running(params Claim[] claims) => this with { Cluster = Cluster with { Running = claims } };

    public SoundPlan Awaiting(string id, double at) => this with { Plan = Plan with { Awaited = [new AwaitedEnd(id, TimeSpan.FromSeconds(at))] } };

    public SoundPlan Limits(LedgerSettings limits) => this with { Cluster = Cluster with { Limits = limits } };

    public SoundPlan WithoutPostCopy(string host) => this with
    {
        Cluster = Cluster with { Hosts = new Dictionary<string, HostSnapshot>(Cluster.Hosts) { [host] = Snapshots.Host(host, 0, 0, 1000, 1000, postCopy: false) } },
    };

    public static RateInterval[] Intervals(IEnumerable<(double From, double To, double Rate)> rates, bool reserved) =>
        [.. rates.Select(r => new RateInterval(TimeSpan.FromSeconds(r.From), TimeSpan.FromSeconds(r.To), new Mbps(r.Rate), reserved))];

    private static MemberPlan Member(
        string vm, string source, string destination, Urgency urgency, Strategy strategy, TrafficRate traffic, (double, double, double)[] rates)
    {
        var bounds = new SlaBounds(new Mbps(100), new Mbps(300));
        var move = new WantedMove($"m-{vm}", source, destination, new VmSnapshot(vm, traffic, new SlaStatement(bounds, Workload: null)), 125_000_000, urgency);
        var reserved = new ReservationChoice(new Mbps(300), new Mbps(300));
        var plan = new MigrationPlan(
            TrafficClass.Idle, TrafficClass.Idle, TrafficClass.Idle, new(Technique.PostCopy, "by hand"), new(new Mbps(500), "by hand"),
            new Mbps(1000), new Mbps(1000), new(bounds, "by hand"), new(reserved, "by hand"), []);
        var intervals = Intervals(rates, reserved: true);
        return new(
            move, new(strategy, "by hand"), plan, intervals, new Forecast(TimeSpan.Zero, TimeSpan.Zero, "by hand"),
            intervals[0].From > TimeSpan.Zero ? "it waits for its turn" : null);
    }

    private static TrafficRate Vm(double outgoing, double incoming) => new(new Mbps(outgoing), new Mbps(incoming));
}
