using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using MigrationActors.Actors.Api;
using MigrationActors.Actors.Sagas;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// The cluster's one coordinator: takes requests on, starts a saga for each, carries its commands to the hosts, and answers
/// questions. A request is answered only after it is persisted. Taking over, it raises the epoch first, so that agents refuse
/// whatever an older coordinator still says. What cannot be persisted stops it: <see cref="CoordinatorGuard"/> starts it again.
/// </summary>
public sealed class MigrationCoordinator : ReceivePersistentActor, IWithTimers
{
    public const string Name = "coordinator";

    private readonly CoordinatorSettings _settings;
    private readonly TimeProvider _time;
    private readonly Admission _admission;
    private readonly HostTable _hosts = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SagaRestarts _restarts;
    private readonly string _me;
    private bool _ledBefore;
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
        Command<ApiRequest.GetMigration>(m => ToSaga(m.Id, m));
        Command<ApiRequest.Cancel>(m => ToSaga(m.Id, m));
        Command<ApiRequest.ListMigrations>(_ => Sender.Tell(Summaries()));
        Command<ApiRequest.ListHosts>(_ => Sender.Tell(HostViews.Of(_hosts, _settings.Planning, _settings.HostPatience, Now)));
        Command<ApiRequest.Start>(StartVm);
        Command<SagaEnded>(Ended);
        Command<Terminated>(t => Stopped(t.ActorRef.Path.Name));
        Command<BeginAgain>(m => BeginStopped(m.Id));
        Command<StopCoordinator>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => Name;

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    // A saga with a fault is begun again from its journal, after a pause.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        _log.Error(reason, "The coordinator's journal cannot be read: nothing is started. Message: {0}", message);
        Context.Parent.Tell(new CoordinatorTroubled(DatabaseTrouble.ReasonOf(reason)));
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        NotRecorded(cause);
    }

    /// <summary>Akka would let it go on. But then its state would lack what it has already decided.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        NotRecorded(cause);
        Context.Stop(Self);
    }

    private void NotRecorded(Exception cause)
    {
        _asker.Tell(DatabaseTrouble.NotRecorded(cause));
        Context.Parent.Tell(new CoordinatorTroubled(DatabaseTrouble.ReasonOf(cause)));
    }

    /// <summary>
    /// Two that write in turns would make the journal unreadable (its replay filter sees an old writer come back), so one that was replaced
    /// while it could not write must not take over again.
    /// </summary>
    private void Recovered()
    {
        if (_ledBefore && _state.Leader != _me)
        {
            Context.Parent.Tell(new CoordinatorDeposed(_state.Epoch));
            Context.Stop(Self);
        }
        else
        {
            TakeOver();
        }
    }

    private void TakeOver() => Persist(new CoordinatorEvent.EpochRaised(Now, _state.Epoch + 1, _me), raised =>
    {
        _state = _state.Apply(raised);
        var open = _state.Open.ToList();
        _log.Info("Coordinator took over with epoch {0}; {1} migrations are open.", _state.Epoch, open.Count);
        foreach (var migration in open)
        {
            Begin(migration.Accepted);
        }

        Context.Parent.Tell(CoordinatorReady.Instance);
    });

    private void Hear(HostAnnouncement announcement)
    {
        _hosts.Hear(announcement, Sender, Now);
        foreach (var command in Leftovers.On(announcement, _state, _hosts))
        {
            Sender.Tell(command);
        }
    }

    private void Migrate(ApiRequest.Migrate wanted)
    {
        var (earlier, clash) = Repetition.Of(wanted, _state);
        if (clash is not null)
        {
            Sender.Tell(clash);
            return;
        }

        if (earlier is not null)
        {
            ToSaga(earlier.Request.Id, new ApiRequest.GetMigration(earlier.Request.Id));
            return;
        }

        var (admitted, refusal) = _admission.Decide(wanted, NewId(), _hosts, _state, Now);
        if (admitted is null)
        {
            Sender.Tell(refusal!);
            return;
        }

        _asker = Sender;
        Persist(new CoordinatorEvent.MigrationAccepted(Now, admitted.Request, admitted.Traffic, admitted.Decision, wanted.Key), accepted =>
        {
            _state = _state.Apply(accepted);
            _asker.Tell(AcceptedView.Of(accepted, _state.Epoch));
            _asker = ActorRefs.Nobody;
            _log.Info("{0}: '{1}' from '{2}' to '{3}', {4}.", accepted.Request.Id, accepted.Request.Vm, accepted.Request.Source, accepted.Request.Destination, accepted.Request.Urgency);
            Begin(accepted);
        });
    }

    /// <summary>A saga that exists already takes a second beginning as a repeated one.</summary>
    private void Begin(CoordinatorEvent.MigrationAccepted accepted)
    {
        _restarts.Started(accepted.Request.Id);
        Saga(accepted.Request.Id).Tell(new SagaInput.Begin(accepted.Request, _state.Epoch, accepted.Traffic, accepted.Decision));
    }

    /// <summary>A saga stops before its migration's end when it could not persist: what is in its journal counts, and it begins again there.</summary>
    private void Stopped(string id)
    {
        if (_state.Migrations.GetValueOrDefault(id) is { Outcome: null })
        {
            var pause = _restarts.Stopped(id);
            _log.Warning("{0}: its saga stopped before the migration's end; it is taken up again in {1:0.#} s.", id, pause.TotalSeconds);
            Timers.StartSingleTimer(id, new BeginAgain(id), pause);
        }
    }

    /// <summary>
    /// The saga may have stopped because a successor's saga writes its journal. So this coordinator's own is written first, which only
    /// works while it leads: a successor has written the next event there before it began any saga.
    /// </summary>
    private void BeginStopped(string id) => Persist(new CoordinatorEvent.EpochRaised(Now, _state.Epoch, _me), still =>
    {
        _state = _state.Apply(still);
        Begin(_state.Migrations[id].Accepted);
    });

    private void ToSaga(string id, ApiRequest request)
    {
        if (!_state.Migrations.ContainsKey(id))
        {
            Sender.Tell(new Refusal(RefusalKind.NotFound, $"There is no migration '{id}'. 'migctl status' lists them."));
            return;
        }

        if (Timers.IsTimerActive(id))
        {
            Sender.Tell(DatabaseTrouble.SagaDown(id));
            return;
        }

        Saga(id).Forward(request);
    }

    /// <summary>The saga's actor. An ended one is read from its journal when somebody asks, and leaves again.</summary>
    private IActorRef Saga(string id)
    {
        var child = Context.Child(id);
        return child.IsNobody()
            ? Context.Watch(Context.ActorOf(Props.Create(() => new MigrationSaga(id, _state.Epoch, _settings.Sagas, _time)), id))
            : child;
    }

    private void Ended(SagaEnded ended)
    {
        if (_state.Migrations.GetValueOrDefault(ended.MigrationId) is not { Outcome: null })
        {
            return;
        }

        Persist(new CoordinatorEvent.MigrationEnded(Now, ended.MigrationId, ended.Outcome), e =>
        {
            _state = _state.Apply(e);
            _restarts.Ended(e.Id);
            _log.Info("{0}: {1}.", e.Id, e.Outcome);
        });
    }

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

    private MigrationList Summaries() => new([.. _state.Migrations.Values
        .OrderByDescending(m => m.Accepted.At)
        .Select(m => new MigrationSummary(
            m.Request.Id,
            m.Request.Vm,
            m.Request.Source,
            m.Request.Destination,
            WireJson.Name(m.Request.Urgency),
            m.Outcome is { } outcome ? WireJson.Name(outcome) : "running",
            m.Accepted.At,
            m.EndedAt))]);

    private string NewId()
    {
        string id;
        do
        {
            id = _settings.NewId();
        }
        while (_state.Migrations.ContainsKey(id));

        return id;
    }

    private sealed record BeginAgain(string Id);
}
