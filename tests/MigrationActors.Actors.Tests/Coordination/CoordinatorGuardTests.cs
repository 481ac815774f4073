using Akka.Actor;
using Akka.TestKit;
using MigrationActors.Actors.Coordination;
using MigrationActors.Core;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Coordination;

/// <summary>The guard with a coordinator played by the test.</summary>
public sealed class CoordinatorGuardTests : ActorTests
{
    private static readonly ApiRequest.ListHosts Request = new();
    private static readonly HostAnnouncement Announcement =
        new("h1", "192.0.2.11", ["host"], new Mbps(1000), new Mbps(10), Mbps.Zero, Mbps.Zero, null, null, []);

    private readonly TestProbe _coordinators;
    private readonly IActorRef _guard;

    public CoordinatorGuardTests()
    {
        _coordinators = CreateTestProbe();
        var played = _coordinators.Ref;
        _guard = Watch(Sys.ActorOf(Props.Create(() => new CoordinatorGuard(
            Props.Create(() => new Played(played)), new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), system => CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance)))));
    }

    [Fact]
    public void Requests_and_announcements_are_passed_on()
    {
        Started();
        _guard.Tell(Announcement);
        _guard.Tell(Request);

        _coordinators.ExpectMsg<HostAnnouncement>(Patience);
        _coordinators.ExpectMsg<ApiRequest.ListHosts>(Patience);
        _coordinators.Sender.ShouldBe(TestActor);
    }

    [Fact]
    public void A_request_that_waited_in_an_actor_that_stopped_is_refused_with_the_reason()
    {
        var coordinator = Started();
        coordinator.Tell(new CoordinatorTroubled("database is locked"));
        coordinator.Tell(PoisonPill.Instance);
        coordinator.Tell(Request);

        ExpectMsg<Refusal>(Patience).ShouldSatisfyAllConditions(
            r => r.Kind.ShouldBe(RefusalKind.Unavailable), r => r.Message.ShouldContain("could not work with its database (database is locked)"));
    }

    [Fact]
    public void While_it_is_down_requests_are_refused_and_agents_are_left_alone_and_then_it_is_started_again()
    {
        var coordinator = Started();
        coordinator.Tell(CoordinatorReady.Instance);
        BringDown(coordinator);

        _guard.Tell(Announcement);
        _guard.Tell(Request);

        ExpectMsg<Refusal>(Patience).Kind.ShouldBe(RefusalKind.Unavailable);

        FishForStart().ShouldNotBe(coordinator);
    }

    [Fact]
    public void One_with_a_fault_is_started_again_as_well()
    {
        var coordinator = Started();

        coordinator.Tell(new ArgumentException("a fault"));

        FishForStart().ShouldNotBe(coordinator);
    }

    [Fact]
    public void Told_to_stop_it_passes_that_on_and_ends_with_the_coordinator()
    {
        Started().Tell(CoordinatorReady.Instance);

        _guard.Tell(StopCoordinator.Instance);

        ExpectTerminated(_guard, Patience);
    }

    [Fact]
    public void Told_to_stop_while_the_coordinator_is_down_it_ends_at_once()
    {
        BringDown(Started());

        _guard.Tell(StopCoordinator.Instance);

        ExpectTerminated(_guard, Patience);
    }

    /// <summary>And sees to it that the guard knows: a request that waited is answered when it does.</summary>
    private void BringDown(IActorRef coordinator)
    {
        var asker = CreateTestProbe();
        Watch(coordinator);
        coordinator.Tell(PoisonPill.Instance);
        ExpectTerminated(coordinator, Patience);
        Eventually(() =>
        {
            _guard.Tell(Request, asker);
            asker.ExpectMsg<Refusal>(TimeSpan.FromMilliseconds(200));
        });
    }

    private IActorRef Started() => _coordinators.ExpectMsg<IActorRef>(Patience);

    private IActorRef FishForStart() => (IActorRef)_coordinators.FishForMessage(m => m is IActorRef, Patience);

    /// <summary>Says who it is, tells its parent what the test tells it to, and reports the rest.</summary>
    private sealed class Played : ReceiveActor
    {
        public Played(IActorRef report)
        {
            report.Tell(Self);
            Receive<CoordinatorReady>(Context.Parent.Tell);
            Receive<CoordinatorTroubled>(Context.Parent.Tell);
            Receive<StopCoordinator>(_ => Context.Stop(Self));
            Receive<ArgumentException>(e => throw e);
            ReceiveAny(report.Forward);
        }
    }
}
