using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Keeps a coordinator at work while its database comes and goes. A coordinator that could not persist stops, because what it holds
/// in memory is no longer what its journal says; it is started again after a pause, and recovers.
/// <code>
/// Starting ──ready──► Running           requests: held ► passed on
///    ▲  └─stopped─┐     │ stopped
///    └──pause── Waiting ◄┘              requests: refused as Unavailable, with the reason
/// StopCoordinator: the coordinator stops, then this does.
/// </code>
/// Akka's BackoffSupervisor is not enough: while its child is down it answers everything, the agents' announcements too, and what came
/// while the child was recovering in vain it answers not at all.
/// </summary>
public sealed class CoordinatorGuard : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private readonly Props _coordinator;
    private readonly Backoff _backoff;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _child = ActorRefs.Nobody;
    private int _failures;
    private string? _trouble;

    public CoordinatorGuard(Props coordinator, Backoff backoff)
    {
        _coordinator = coordinator;
        _backoff = backoff;
        Start();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    /// <summary>A guarded coordinator.</summary>
    public static Props For(CoordinatorSettings settings, TimeProvider time) =>
        Props.Create(() => new CoordinatorGuard(Props.Create(() => new MigrationCoordinator(settings, time)), settings.RestartBackoff));

    // A fault of its own stops it too: a restart without a pause would be a tight loop where the cause stays.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Start()
    {
        _trouble = null;
        _child = Context.Watch(Context.ActorOf(_coordinator, MigrationCoordinator.Name));
        Become(Starting);
    }

    private void Starting()
    {
        Receive<CoordinatorReady>(_ =>
        {
            _failures = 0;
            Become(Running);
            Stash.UnstashAll();
        });
        Receive<ApiRequest>(_ => Stash.Stash());
        Running();
    }

    private void Running()
    {
        Receive<CoordinatorReady>(_ => { });
        Receive<CoordinatorTroubled>(t => _trouble = t.Reason);
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
        Stash.UnstashAll();
    }

    private void Waiting()
    {
        Receive<ApiRequest>(_ => Sender.Tell(DatabaseTrouble.CoordinatorDown(Trouble)));
        Receive<StartAgain>(_ => Start());
        Receive<StopCoordinator>(_ => Context.Stop(Self));

        // Agents announce themselves again in a second.
        ReceiveAny(_ => { });
    }

    private void Stop(StopCoordinator stop)
    {
        _child.Tell(stop);
        Become(Stopping);
        Stash.UnstashAll();
    }

    private void Stopping()
    {
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<ApiRequest>(_ => Sender.Tell(new Refusal(RefusalKind.Unavailable, "The coordinator just hands over to another node: ask again.")));
        ReceiveAny(_ => { });
    }

    private string Trouble => _trouble ?? "a fault of its own: see migrationd's log";

    private sealed record StartAgain
    {
        public static StartAgain Instance { get; } = new();
    }
}
