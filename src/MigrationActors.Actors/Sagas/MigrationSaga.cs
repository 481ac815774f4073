using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using MigrationActors.Actors.Api;
using MigrationActors.Actors.Journals;
using MigrationActors.Core;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>
/// One migration. <see cref="MigrationSagaLogic"/> decides; this actor persists the events, and only then answers and acts. What
/// waits for a host is in <see cref="PendingStep"/>: sent again until answered, failed when its deadline passes.
/// </summary>
public sealed partial class MigrationSaga : RecordingActor, IWithTimers
{
    private readonly string _id;
    private readonly SagaSettings _settings;
    private readonly TimeProvider _time;
    private readonly SagaOrigin _origin;
    private readonly CommandHeader _header;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private SagaState _state = SagaState.Empty;
    private PendingStep? _pending;
    private int _looks;
    private Inspection _inspection = new(0);
    private DateTimeOffset _heardAt;
    private IActorRef _asker = ActorRefs.Nobody;

    public MigrationSaga(string id, long epoch, SagaSettings settings, TimeProvider time, SagaOrigin origin)
    {
        _id = id;
        _origin = origin;
        _settings = settings;
        _time = time;
        _header = new CommandHeader(id, epoch);
        _heardAt = time.GetUtcNow();

        Recover<SagaEvent>(e => _state = _state.Apply(e));
        Recover<RecoveryCompleted>(_ => Recovered());

        Command<SagaInput>(input => Take(input));
        Command<ApiRequest.GetMigration>(_ => Sender.Tell(View()));
        Command<ApiRequest.Cancel>(Cancel);
        Command<HostReply.TransferProgressed>(Progressed);
        Command<HostReply.VmDescribed>(Described);
        Command<HostReply.DestinationListens>(Listens);
        Command<HostReply.CommandFailed>(Failed);
        Command<IHostReply>(Answered);
        Command<ResendTick>(_ => Resend());
        Command<RenewTick>(_ => Renew());
        Command<LookTick>(_ => Take(new SagaInput.Look()));
        Command<ReceiveTimeout>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => $"migration-{_id}";

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    protected override void NotRecorded(Exception cause) => _asker.Tell(DatabaseTrouble.NotRecorded(cause));

    private void Recovered()
    {
        if (_state.Phase.IsTerminal())
        {
            Leave();
        }
        else if (_state.Request is not null)
        {
            // A new coordinator knows what it was given only from here.
            TellWhereabouts();
            Take(new SagaInput.Resume(_header.Epoch));
            KeepLeases();
        }
    }

    private void Take(SagaInput input, Action<SagaReply>? answer = null)
    {
        var step = _settings.Decide(_state, input, Now, _settings.Rules);
        if (step.Events.Count == 0)
        {
            answer?.Invoke(step.Reply);
            Run(step.Effects);
            return;
        }

        var left = step.Events.Count;
        PersistAll(step.Events, happened =>
        {
            Apply(happened);
            if (--left == 0)
            {
                answer?.Invoke(step.Reply);
                Persisted(step);
            }
        });
    }

    private void Apply(SagaEvent happened)
    {
        _state = _state.Apply(happened);
        _log.Debug("{0}: {1}", _id, _state.Phase);
        TellWhereabouts();
        if (happened is SagaEvent.Escalated { Rate: not null } or SagaEvent.Reallocated)
        {
            Renew();
        }

        // What is done about it takes effect from here on.
        _watch = happened switch
        {
            SagaEvent.Escalated => _watch with { Convergence = _watch.Convergence.Anew() },
            SagaEvent.PostcopyOrdered or SagaEvent.PostcopyResumed => _watch with { Stall = StallWatch.Start },
            _ => _watch,
        };
    }

    private void Persisted(SagaStep step)
    {
        // Another share of the links leaves the step under way as it is.
        if (step.Events is not [SagaEvent.Reallocated])
        {
            _pending = null;
        }

        KeepLeases();
        Run(step.Effects);
        if (_state.Phase.IsTerminal() && _pending is null)
        {
            Leave();
        }
    }

    private void Run(IReadOnlyList<SagaEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SagaEffect.LookAgain:
                    Timers.StartSingleTimer(nameof(LookTick), LookTick.Instance, _settings.LookInterval);
                    break;
                case SagaEffect.PausePostcopy or SagaEffect.AdjustTransfer:
                    Send(HostCommands.For(effect, _header, _settings));
                    break;
                default:
                    Await(effect);
                    break;
            }
        }
    }

    private static void Send(IEnumerable<(string Host, IHostCommand Command)> commands)
    {
        foreach (var (host, command) in commands)
        {
            Context.Parent.Tell(new SendToHost(host, command));
        }
    }

    private void Cancel(ApiRequest.Cancel cancel)
    {
        _asker = Sender;
        Take(new SagaInput.Cancel("Cancelled by the user."), reply =>
        {
            _asker.Tell(reply.Refusal is { } sentence ? new Refusal(RefusalKind.Conflict, sentence) : View());
            _asker = ActorRefs.Nobody;
        });
    }

    private object View() => _state.Decision is null
        ? new Refusal(RefusalKind.Unavailable, "The migration is just being taken on; ask again.")
        : MigrationViews.Of(_state, Progress, _origin);

    private TransferProgress Progress =>
        _state.Phase is (>= MigrationPhase.Transferred and <= MigrationPhase.Released) or MigrationPhase.Completed ? _watch.Progress.Finished() : _watch.Progress;

    private void TellWhereabouts() => Context.Parent.Tell(
        new SagaNews(_id, _state.Phase, Progress.Fraction, _state.Phase.IsTransferring() ? _watch.Progress.Rate : null, Needs, _state.Reserved, _state.Cap, _state.Raised));

    /// <summary>Post-copy, and what becomes it, sends each page once whatever the guest does.</summary>
    private Mbps? Needs => _state is { Phase: MigrationPhase.Transferring, Decision.Technique: Technique.PreCopy } && _watch.Progress.Latest is { DirtyBytesPerSecond: > 0 } sample
        ? Mbps.FromBytesPerSecond(sample.DirtyBytesPerSecond) * _settings.ConvergenceMargin
        : null;

    /// <summary>Renews while a reservation is up; from the moment it is released (or before it is held) nobody renews.</summary>
    private void KeepLeases()
    {
        if (_state.Reserved is null)
        {
            Timers.Cancel(nameof(RenewTick));
        }
        else if (!Timers.IsTimerActive(nameof(RenewTick)))
        {
            Timers.StartPeriodicTimer(nameof(RenewTick), RenewTick.Instance, _settings.LeaseLifetime / 3);
        }
    }

    private void Renew()
    {
        if (_state is { Reserved: { } rate, Endpoint: { } endpoint, Request: { } request } && _pending?.Effect is not SagaEffect.ReleaseBandwidth)
        {
            Send(HostCommands.For(new SagaEffect.ReserveBandwidth(request, endpoint, rate), _header, _settings));
        }
    }

    /// <summary>Tells the coordinator, stays a little for questions, and goes.</summary>
    private void Leave()
    {
        Timers.CancelAll();
        Context.Parent.Tell(new SagaEnded(_id, _state.Phase, _state.Failure, _state.TotalMigrationTime, _state.Downtime));
        SetReceiveTimeout(TimeSpan.FromSeconds(30));
    }

    private sealed record ResendTick
    {
        public static ResendTick Instance { get; } = new();
    }

    private sealed record RenewTick
    {
        public static RenewTick Instance { get; } = new();
    }

    private sealed record LookTick
    {
        public static LookTick Instance { get; } = new();
    }
}
