using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>
/// One migration. <see cref="MigrationSagaLogic"/> decides; this actor persists the events, and only then answers and acts. What
/// waits for a host is in <see cref="PendingStep"/>: sent again until answered, failed when its deadline passes.
/// </summary>
public sealed class MigrationSaga : ReceivePersistentActor, IWithTimers
{
    private readonly string _id;
    private readonly SagaSettings _settings;
    private readonly TimeProvider _time;
    private readonly CommandHeader _header;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private SagaState _state = SagaState.Empty;
    private TransferProgress _progress = TransferProgress.None;
    private PendingStep? _pending;
    private DateTimeOffset _heardAt;

    public MigrationSaga(string id, long epoch, SagaSettings settings, TimeProvider time)
    {
        _id = id;
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
        Command<HostReply.CommandFailed>(Failed);
        Command<IHostReply>(Answered);
        Command<ResendTick>(_ => Resend());
        Command<RenewTick>(_ => Renew());
        Command<ReceiveTimeout>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => $"migration-{_id}";

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    private void Recovered()
    {
        if (_state.Phase.IsTerminal())
        {
            Leave();
        }
        else if (_state.Request is not null)
        {
            Take(new SagaInput.Resume());
            KeepLeases();
        }
    }

    private void Take(SagaInput input, Action<SagaReply>? answer = null)
    {
        var step = _settings.Decide(_state, input, Now);
        if (step.Events.Count == 0)
        {
            answer?.Invoke(step.Reply);
            Run(step.Effects);
            return;
        }

        var left = step.Events.Count;
        PersistAll(step.Events, happened =>
        {
            _state = _state.Apply(happened);
            _log.Debug("{0}: {1}", _id, _state.Phase);
            if (--left == 0)
            {
                answer?.Invoke(step.Reply);
                Persisted(step.Effects);
            }
        });
    }

    private void Persisted(IReadOnlyList<SagaEffect> effects)
    {
        _pending = null;
        KeepLeases();
        Run(effects);
        if (_state.Phase.IsTerminal() && _pending is null)
        {
            Leave();
        }
    }

    private void Run(IReadOnlyList<SagaEffect> effects)
    {
        foreach (var effect in effects)
        {
            Await(effect);
        }
    }

    private void Await(SagaEffect effect)
    {
        _pending = new PendingStep(effect, HostCommands.For(effect, _header, _settings), Now + _settings.DeadlineFor(effect));
        SendOpen();
        Timers.StartPeriodicTimer(nameof(ResendTick), ResendTick.Instance, _settings.ResendInterval);
    }

    private void SendOpen()
    {
        foreach (var (host, command) in _pending!.Open)
        {
            Context.Parent.Tell(new SendToHost(host, command));
        }
    }

    private void Resend()
    {
        if (_pending is not { } pending)
        {
            AskAfterSilence();
            return;
        }

        // A transfer that may run is never given up by the clock: that it is silent says nothing about where the VM is.
        if (!pending.IsOverdue(Now) || _state.Phase.IsTransferring())
        {
            SendOpen();
            return;
        }

        var silent = string.Join(" and ", pending.Open.Keys);
        StepOver(pending, $"{silent} did not answer in {_settings.DeadlineFor(pending.Effect).TotalSeconds:0} s ({HostCommands.NameOf(pending.Effect)}).");
    }

    /// <summary>While it sends, a source is heard several times a second. One that is not may be an agent that has restarted: it takes up again.</summary>
    private void AskAfterSilence()
    {
        if (_state.Phase.IsTransferring() && Now - _heardAt >= _settings.SilencePatience)
        {
            Take(new SagaInput.Resume());
        }
    }

    /// <summary>The definition is known: now the destination can be asked.</summary>
    private void Described(HostReply.VmDescribed described)
    {
        if (_pending is { Effect: SagaEffect.PrepareDestination effect } pending && pending.Open.ContainsKey(effect.Request.Source))
        {
            pending.Answered(effect.Request.Source);
            pending.Next(effect.Request.Destination, HostCommands.Prepare(effect, _header, described.Definition));
            SendOpen();
        }
    }

    private void Failed(HostReply.CommandFailed failed)
    {
        // Only the answer that is waited for counts: a late one belongs to a step that is over.
        if (_pending is { } pending && pending.Open.TryGetValue(failed.Host, out var command) && command.GetType().Name == failed.Command)
        {
            StepOver(pending, $"{failed.Host}: {failed.Reason}");
        }
    }

    private void StepOver(PendingStep pending, string reason)
    {
        _log.Warning("{0}: {1}", _id, reason);
        StopWaiting();
        if (pending.Effect is SagaEffect.ReleaseBandwidth)
        {
            // A rule that is not confirmed gone goes with its lease; it holds nothing up.
            Released([.. pending.Open.Keys]);
        }
        else
        {
            Take(new SagaInput.StepFailed(reason));
        }
    }

    private void Answered(IHostReply reply)
    {
        _heardAt = Now;
        if (reply is HostReply.BandwidthReserved or HostReply.BandwidthReleased)
        {
            ShaperAnswered(reply);
        }
        else if (HostReplies.Input(reply) is { } input)
        {
            if (HostReplies.Ends(reply, _pending?.Effect))
            {
                StopWaiting();
            }

            Take(input);
        }
    }

    /// <summary>Reservations are held, or gone, when every host says so.</summary>
    private void ShaperAnswered(IHostReply reply)
    {
        if (_pending is not { } pending || !HostReplies.Ends(reply, pending.Effect))
        {
            return;
        }

        pending.Answered(reply.Host);
        if (!pending.IsAnswered)
        {
            return;
        }

        StopWaiting();
        if (pending.Effect is SagaEffect.ReserveBandwidth)
        {
            Take(new SagaInput.ReservationHeld());
        }
        else
        {
            Released([]);
        }
    }

    private void Released(IReadOnlyList<string> unconfirmed)
    {
        Take(new SagaInput.ReservationGone(unconfirmed));
        if (_state.Phase == MigrationPhase.Lost)
        {
            Leave();
        }
    }

    private void Progressed(HostReply.TransferProgressed progressed)
    {
        _heardAt = Now;
        _progress = _progress.With(progressed.Sample);

        // The second reading of the dirty bitmap ends the first pass.
        if (progressed.Sample.DirtySyncCount >= 2)
        {
            Take(new SagaInput.PassCompleted(progressed.Sample.DirtySyncCount - 1));
        }
    }

    private void Cancel(ApiRequest.Cancel cancel)
    {
        var asker = Sender;
        Take(new SagaInput.Cancel("Cancelled by the user."), reply =>
            asker.Tell(reply.Refusal is { } sentence ? new Refusal(RefusalKind.Conflict, sentence) : View()));
    }

    private object View() => _state.Decision is null
        ? new Refusal(RefusalKind.Unavailable, "The migration is just being taken on; ask again.")
        : MigrationViews.Of(_state, _state.Phase is >= MigrationPhase.Transferred and not MigrationPhase.Aborting and <= MigrationPhase.Completed ? _progress.Finished() : _progress);

    private void StopWaiting() => _pending = null;

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
        if (_state is not { Reserved: { } rate, Endpoint: { } endpoint, Request: { } request } || _pending?.Effect is SagaEffect.ReleaseBandwidth)
        {
            return;
        }

        foreach (var (host, command) in HostCommands.For(new SagaEffect.ReserveBandwidth(request, endpoint, rate), _header, _settings))
        {
            Context.Parent.Tell(new SendToHost(host, command));
        }
    }

    /// <summary>Tells the coordinator, stays a little for questions, and goes.</summary>
    private void Leave()
    {
        Timers.CancelAll();
        Context.Parent.Tell(new SagaEnded(_id, _state.Phase));
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
}
