using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Keeps a coordinator at work while its database comes and goes. A coordinator that could not persist stops, because what it holds
/// in memory is no longer what its journal says; it is started again after a pause, and recovers.
/// <code>
/// Running ──coordinator stopped──► Waiting (requests are refused as Unavailable, with the reason) ──pause──► Running
/// StopCoordinator: the coordinator stops, then this does. Another one took over meanwhile: the node leaves the cluster and ends.
/// </code>
/// What waited in a coordinator or a saga when it stopped comes by as a dead letter, and is refused then. Akka's BackoffSupervisor would
/// drop that, and would answer the agents' announcements too.
/// </summary>
public sealed class CoordinatorGuard : ReceiveActor, IWithTimers
{
    private readonly Props _coordinator;
    private readonly Backoff _backoff;
    private readonly Action<ActorSystem> _endNode;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _child = ActorRefs.Nobody;
    private int _failures;
    private string? _trouble;

    /// <param name="endNode">How a node whose coordinator was deposed leaves the cluster and ends.</param>
    public CoordinatorGuard(Props coordinator, Backoff backoff, Action<ActorSystem> endNode)
    {
        _coordinator = coordinator;
        _backoff = backoff;
        _endNode = endNode;
        Start();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Trouble => _trouble ?? "a fault of its own: see migrationd's log";

    /// <summary>A guarded coordinator.</summary>
    /// <param name="endNode">How a node whose coordinator was deposed ends; null for Akka's coordinated shutdown.</param>
    public static Props For(CoordinatorSettings settings, TimeProvider time, Action<ActorSystem>? endNode = null)
    {
        var me = Guid.NewGuid().ToString("N");
        return Props.Create(() => new CoordinatorGuard(
            Props.Create(() => new MigrationCoordinator(settings, time, me)), settings.RestartBackoff, endNode ?? LeaveCluster));
    }

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    // A fault of its own stops it too: a restart without a pause would be a tight loop where the cause stays.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Start()
    {
        _child = Context.Watch(Context.ActorOf(_coordinator, MigrationCoordinator.Name));
        Become(Running);
    }

    private void Running()
    {
        Receive<CoordinatorReady>(_ => (_failures, _trouble) = (0, null));
        Receive<CoordinatorTroubled>(t => _trouble = t.Reason);
        Receive<CoordinatorDeposed>(StepDown);
        Receive<DeadLetter>(lost => Refuse(lost, DatabaseTrouble.CoordinatorDown(Trouble)));
        Receive<Terminated>(_ => Wait());
        Receive<StopCoordinator>(Stop);
        ReceiveAny(_child.Forward);
    }

    private void Wait()
    {
        var pause = _backoff.Pause(_failures++);
        _log.Warning("The coordinator stopped ({0}); it is started again in {1:0.#} s.", Trouble, pause.TotalSeconds);
        Timers.StartSingleTimer(nameof(StartAgain), StartAgain.Instance, pause);
        Become(Waiting);
    }

    private void Waiting()
    {
        Receive<ApiRequest>(_ => Sender.Tell(DatabaseTrouble.CoordinatorDown(Trouble)));
        Receive<DeadLetter>(lost => Refuse(lost, DatabaseTrouble.CoordinatorDown(Trouble)));
        Receive<StartAgain>(_ => Start());
        Receive<StopCoordinator>(_ => Context.Stop(Self));

        // Agents announce themselves again in a second.
        ReceiveAny(_ => { });
    }

    private static void Refuse(DeadLetter lost, Refusal refusal)
    {
        if (lost.Message is ApiRequest)
        {
            lost.Sender.Tell(refusal);
        }
    }

    /// <summary>The cluster has gone on without this node and, cut off or too slow, the node has not noticed. Started anew, it joins as a new one.</summary>
    private void StepDown(CoordinatorDeposed deposed)
    {
        _log.Error("Another coordinator took over (epoch {0}) while this one could not write: this node leaves the cluster and stops.", deposed.Epoch);
        Become(Stopping);
        _endNode(Context.System);
    }

    private static void LeaveCluster(ActorSystem system) => CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    private void Stop(StopCoordinator stop)
    {
        _child.Tell(stop);
        Become(Stopping);
    }

    private void Stopping()
    {
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<ApiRequest>(_ => Sender.Tell(DatabaseTrouble.HandingOver));
        Receive<DeadLetter>(lost => Refuse(lost, DatabaseTrouble.HandingOver));
        ReceiveAny(_ => { });
    }

    private sealed record StartAgain
    {
        public static StartAgain Instance { get; } = new();
    }
}
