using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Planning.Gangs;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Tests.Coordination;

public sealed class PlanViewsTests
{
    private static readonly SlaBounds Bounds = new(new Mbps(100), new Mbps(200));

    [Fact]
    public void The_margin_counts_what_runs_already()
    {
        // High has 900 of what h1 sends, and the member its least of 50: of the 200 that low leaves its application, 50 are there. h2 receives nothing else.
        var member = View(new LedgerSettings { AdmissionShare = 0.1 }, Running("m-1", 900)).Members.ShouldHaveSingleItem();

        member.ReservedMbps.ShouldBe(50);
        member.SourceMarginMbps.ShouldBe(-150, 1e-6);
        member.DestinationMarginMbps.ShouldBe(750, 1e-6);
    }

    [Fact]
    public void What_is_taken_to_be_gone_is_said()
    {
        View(new LedgerSettings { MostOutgoing = 1 }, Running("m-1", 600)).Notes.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(
            "Under way already, and when it ends nobody knows: 'm-1' from 'h1' to 'h3'. The plan takes that to be gone at once: what waits for it begins then at the earliest.");
        View(new LedgerSettings(), Running("m-1", 100)).Notes.ShouldBeNull();
    }

    private static Claim Running(string id, double ideal) => new(id, id, "h1", "h3", Urgency.High, new Mbps(ideal), Bounds, new Mbps(50));

    /// <summary>A plan for one VM of low urgency from a busy h1 to h2.</summary>
    private static PlanView View(LedgerSettings limits, params Claim[] running)
    {
        var hosts = new[] { Host("h1", sends: 900), Host("h2", sends: 0), Host("h3", sends: 0) }.ToDictionary(h => h.Name);
        var snapshot = new ClusterSnapshot(hosts, running, PlanningSettings.Default, BandwidthModelSet.Thesis, limits);
        var vm = new VmSnapshot("web", new TrafficRate(new Mbps(1), new Mbps(1)), new SlaStatement(Bounds, null));
        var result = GangPlanner.Plan(snapshot, [new WantedMove("g-1-1", "h1", "h2", vm, 100_000_000, Urgency.Low)], forced: null);
        return PlanViews.Of(result.Plan.ShouldNotBeNull(), snapshot, []);
    }

    private static HostSnapshot Host(string name, double sends) =>
        new(name, new Mbps(1000), new Mbps(1000), new TrafficRate(new Mbps(sends), Mbps.Zero), PostCopySupported: true, PostCopyObstacle: null);
}
