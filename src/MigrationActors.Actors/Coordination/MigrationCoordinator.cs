using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using MigrationActors.Actors.Gangs;
using MigrationActors.Actors.Journals;
using MigrationActors.Actors.Sagas;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// The cluster's one coordinator: takes requests on, starts a saga for each, shares the links among them, carries their commands to the hosts, and
/// answers questions. A request is answered only after it is persisted. Taking over, it raises the epoch first, so that agents refuse
/// whatever an older coordinator still says. What cannot be persisted stops it: <see cref="CoordinatorGuard"/> starts it again.
/// </summary>
public sealed partial class MigrationCoordinator : RecordingActor, IWithTimers
{
    public const string Name = "coordinator";

    /// <summary>How often it looks whether those that wait can begin, and whether the links are still what they were.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CoordinatorSettings _settings;
    private readonly TimeProvider _time;
    private readonly Admission _admission;
    private readonly GangAdmission _gangAdmission;
    private readonly HostTable _hosts = new();
    private readonly Whereabouts _whereabouts = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SagaRestarts _restarts;
    private readonly string _me;
    private bool _ledBefore;
    private DateTimeOffset _tookOverAt;
    private CoordinatorState _state = CoordinatorState.Empty;
    private IActorRef _asker = ActorRefs.Nobody;

    public MigrationCoordinator(CoordinatorSettings settings, TimeProvider time)
        : this(settings, time, Guid.NewGuid().ToString("N"))
    {
    }

    /// <param name="me">The same for as long as this node's coordinator is only started again.</param>
    public MigrationCoordinator(CoordinatorSettings settings, TimeProvider time, string me)
    {
        _me = me;
        _settings = settings;
        _time = time;
        _admission = new Admission(settings);
        _gangAdmission = new GangAdmission(settings);
        _restarts = new SagaRestarts(settings.RestartBackoff, time);

        Recover<CoordinatorEvent>(e =>
        {
            _state = _state.Apply(e);
            _ledBefore |= _state.Leader == _me;
        });
        Recover<RecoveryCompleted>(_ => Recovered());

        Command<HostAnnouncement>(Hear);
        Command<IHostReply>(r => _log.Info("Tidied up behind {0}: {1}", r.MigrationId, r));
        Command<SendToHost>(m => _hosts.Find(m.Host)?.Agent.Tell(m.Message, Sender));
        Command<ApiRequest.Migrate>(Migrate);
        Command<ApiRequest.PlanMigrate>(m => Sender.Tell(Plan(m)));
        Command<ApiRequest.GetMigration>(m => Show(m.Id));
        Command<ApiRequest.Cancel>(Cancel);
        Command<ApiRequest.ListMigrations>(_ => Sender.Tell(MigrationSummaries.Of(_state)));
        Command<ApiRequest.MigrateGang>(MigrateGang);
        Command<ApiRequest.Drain>(Drain);
        Command<ApiRequest.PlanGang>(m => Sender.Tell(PlanOf(_gangAdmission.Decide(m.Members, m.Strategy, NewGangId(), _state, Situation()))));
        Command<ApiRequest.PlanDrain>(m => Sender.Tell(PlanOf(_gangAdmission.Drain(m.Host, m.To, m.Urgency, m.Technique, m.Strategy, NewGangId(), _state, Situation()))));
        Command<ApiRequest.GetGang>(m => Sender.Tell(ShowGang(m.Id)));
        Command<ApiRequest.ListGangs>(_ => Sender.Tell(GangViews.List(_state)));
        Command<ApiRequest.CancelGang>(CancelGang);
        Command<ApiRequest.ListHosts>(_ => Sender.Tell(HostViews.Of(_hosts, _settings.Planning, _settings.HostPatience, Now)));
        Command<ApiRequest.Start>(StartVm);
        Command<SagaNews>(Hear);
        Command<SagaEnded>(Ended);
        Command<BeginMembers>(BeginMembers);
        Command<CancelMembers>(CancelMembers);
        Command<MembersEnded>(MembersEnded);
        Command<GangSagaEnded>(GangEnded);
        Command<Terminated>(t => Stopped(t.ActorRef.Path.Name));
        Command<BeginAgain>(m => BeginStopped(m.Id));
        Command<LookTick>(_ => Tend());
        Command<LookAtLine>(_ => BeginWaiting());
        Command<StopCoordinator>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => Name;

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    private bool HasJustTakenOver => Now - _tookOverAt < _settings.TakeoverGrace;

    // A saga with a fault is begun again from its journal, after a pause.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Hear(HostAnnouncement announcement)
    {
        _hosts.Hear(announcement, Sender, Now);
        foreach (var command in Leftovers.On(announcement, _state, _hosts))
        {
            Sender.Tell(command);
        }
    }

    /// <summary>Who is not known may only not have announced itself yet.</summary>
    private Refusal ForNow(Refusal refusal) => refusal.Kind == RefusalKind.NotFound && HasJustTakenOver
        ? new Refusal(RefusalKind.Unavailable, $"The coordinator has just taken over and does not know every host yet: ask again. {refusal.Message}")
        : refusal;

    private void StartVm(ApiRequest.Start start)
    {
        var (host, refusal) = StartAdmission.Decide(start, _hosts, _state);
        if (host is null)
        {
            Sender.Tell(refusal!);
            return;
        }

        host.Agent.Forward(new StartVm(start.Definition));
    }

    private sealed record BeginAgain(string Id);

    private sealed record LookAtLine
    {
        public static LookAtLine Instance { get; } = new();
    }

    private sealed record LookTick
    {
        public static LookTick Instance { get; } = new();
    }
}
