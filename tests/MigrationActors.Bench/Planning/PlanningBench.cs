using System.Diagnostics;
using System.Globalization;
using MigrationActors.Bench.Measuring;
using MigrationActors.Core;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Bench.Planning;

/// <summary>What one plan of the thesis's policy costs, over a mix of traffic and urgencies. Nothing is promised about it.</summary>
public static class PlanningBench
{
    private const int Rounds = 15;
    private const int PlansPerRound = 20_000;
    private static readonly Mbps Link = new(1000);
    private static readonly double[] Rates = [0, 5, 120, 480, 950];

    /// <exception cref="InvalidOperationException">The policy refused a case: then its cost means nothing.</exception>
    public static Comparison Run()
    {
        var policy = new ThesisPolicy();
        var snapshots = Snapshots().ToList();
        if (snapshots.FirstOrDefault(s => !policy.Plan(s).IsPlanned) is { } refused)
        {
            throw new InvalidOperationException($"No plan for {refused}.");
        }

        Round(policy, snapshots);
        var microseconds = Median.Of(Enumerable.Range(0, Rounds).Select(_ => Round(policy, snapshots).TotalMicroseconds));
        return new Comparison(
            "plan one migration",
            Against: null,
            microseconds / 1000,
            OtherMs: null,
            Ratio: null,
            Bound: null,
            Rounds,
            string.Create(CultureInfo.InvariantCulture, $"{1e6 / microseconds:0} plans/s on one core"));
    }

    private static TimeSpan Round(ThesisPolicy policy, List<PlanningSnapshot> snapshots)
    {
        var reasons = 0;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < PlansPerRound; i++)
        {
            reasons += policy.Plan(snapshots[i % snapshots.Count]).Plan!.Reasons.Count;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return reasons > 0 ? elapsed / PlansPerRound : throw new InvalidOperationException("The plans came without reasons.");
    }

    private static IEnumerable<PlanningSnapshot> Snapshots() =>
        from sourceOut in Rates
        from destinationIn in Rates
        from vmOut in Rates
        from urgency in Enum.GetValues<Urgency>()
        select new PlanningSnapshot(
            Host("source", new TrafficRate(Out: new Mbps(sourceOut), In: new Mbps(50))),
            Host("destination", new TrafficRate(Out: new Mbps(50), In: new Mbps(destinationIn))),
            new VmSnapshot("vm", new TrafficRate(Out: new Mbps(vmOut), In: new Mbps(50)), SlaStatement.None),
            urgency,
            Forced: null,
            PlanningSettings.Default,
            BandwidthModelSet.Thesis);

    private static HostSnapshot Host(string name, TrafficRate traffic) =>
        new(name, Link, Link * 0.98, traffic, PostCopySupported: true, PostCopyObstacle: null);
}
