using CsCheck;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Planning;

/// <summary>A plausible snapshot to vary, and random ones.</summary>
internal static class Snapshots
{
    public static HostSnapshot Host(
        string name, double outgoing, double incoming, double link = 200, double allocatable = 190, bool postCopy = true, string? obstacle = null) =>
        new(name, new Mbps(link), new Mbps(allocatable), Rate(outgoing, incoming), postCopy, obstacle);

    /// <summary>The source's uplink is saturated by its applications, the destination is quiet.</summary>
    public static PlanningSnapshot Saturated(Urgency urgency = Urgency.Medium) => new(
        Host("alpha", outgoing: 188, incoming: 4),
        Host("beta", outgoing: 0.2, incoming: 0.1),
        new VmSnapshot("web", Rate(60, 2), SlaStatement.None),
        urgency,
        Forced: null,
        PlanningSettings.Default,
        BandwidthModelSet.Thesis);

    public static Gen<PlanningSnapshot> Any { get; } = Gen.Select(
        AnyHost("alpha"),
        AnyHost("beta"),
        Gen.Select(Gen.Double[0, 2000], Gen.Double[0, 2000]),
        AnySla(),
        Gen.Enum<Urgency>(),
        Gen.Frequency((1, Gen.Const((Technique?)null)), (1, Gen.Enum<Technique>().Select(t => (Technique?)t))))
        .Select((source, destination, traffic, sla, urgency, forced) => new PlanningSnapshot(
            source, destination, new VmSnapshot("web", Rate(traffic.Item1, traffic.Item2), sla), urgency, forced,
            PlanningSettings.Default, BandwidthModelSet.Thesis));

    private static Gen<HostSnapshot> AnyHost(string name) =>
        Gen.Select(Gen.Double[1, 10_000], Gen.Double[0.5, 1], Gen.Double[0, 1.2], Gen.Double[0, 1.2], Gen.Bool)
            .Select((link, share, outgoing, incoming, postCopy) =>
                Host(name, outgoing * link, incoming * link, link, share * link, postCopy, postCopy ? null : "userfaultfd is not permitted"));

    private static Gen<SlaStatement> AnySla() =>
        Gen.Select(Gen.Int[0, 2], Gen.Double[0, 500], Gen.Double[0, 500], Gen.Enum<WorkloadType>()).Select((way, lower, more, workload) => way switch
        {
            0 => SlaStatement.None,
            1 => new SlaStatement(Bounds: null, workload),
            _ => new SlaStatement(new SlaBounds(new Mbps(lower), new Mbps(lower + more)), Workload: null),
        });

    private static TrafficRate Rate(double outgoing, double incoming) => new(new Mbps(outgoing), new Mbps(incoming));
}
