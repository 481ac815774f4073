using System.Net;
using Akka.Actor;
using Akka.Event;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Vms;

/// <summary>
/// One VM on this host: follows its QEMU over QMP, sends or receives it when a saga says so, and clears away behind it.
/// <code>
/// following ── StartTransfer ──► sending ── completed ── RetireSource ──► removed
/// listening ── the VM arrives ──► following        listening ── DiscardDestination ──► removed
/// any ── QEMU gone ──► removed
/// </code>
/// </summary>
public sealed partial class VmMonitor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TransferPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StatePoll = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a look takes to be asked again.</summary>
    private static readonly TimeSpan HangPause = TimeSpan.FromSeconds(3);

    private readonly VmDefinition _definition;
    private readonly string _host;
    private readonly IPAddress _address;
    private readonly IHypervisor _hypervisor;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IVmConnection? _connection;
    private QmpClient? _qmp;

    /// <summary>Why QEMU cannot be reached; null where it can, or where it is not known yet.</summary>
    private string? _outage;

    /// <summary>What QEMU said last; null where it has said nothing yet.</summary>
    private RunState? _lastState;
    private DateTimeOffset? _unansweredAt;
    private OutgoingTransfer? _transfer;
    private IActorRef _saga = ActorRefs.Nobody;
    private IncomingTransfer? _incoming;
    private HostCommand.ConfirmDestination? _confirm;
    private DateTimeOffset? _resumedAt;

    public VmMonitor(VmDefinition definition, string host, IPAddress address, IHypervisor hypervisor, TimeProvider time)
    {
        _definition = definition;
        _host = host;
        _address = address;
        _hypervisor = hypervisor;
        _time = time;

        ReceiveAsync<QmpSignal>(SignalledAsync);
        ReceiveAsync<TransferTick>(_ => StepAsync());
        ReceiveAsync<StateTick>(_ => ReportAsync());
        ReceiveAsync<ListenForVm>(ListenAsync);
        ReceiveAsync<HostCommand.StartTransfer>(StartTransferAsync);
        ReceiveAsync<HostCommand.FollowTransfer>(FollowTransferAsync);
        ReceiveAsync<HostCommand.InspectSource>(InspectSourceAsync);
        ReceiveAsync<HostCommand.InspectDestination>(InspectDestinationAsync);
        ReceiveAsync<HostCommand.RecoverDestination>(RecoverDestinationAsync);
        ReceiveAsync<HostCommand.ResumePostcopy>(ResumePostcopyAsync);
        ReceiveAsync<HostCommand.PausePostcopy>(PausePostcopyAsync);
        ReceiveAsync<HostCommand.AdjustTransfer>(AdjustAsync);
        ReceiveAsync<HostCommand.StartPostcopy>(m => OrderAsync(m, t => t.SwitchToPostcopy()));
        ReceiveAsync<HostCommand.StopTransfer>(StopTransferAsync);
        ReceiveAsync<HostCommand.ConfirmDestination>(ConfirmAsync);
        ReceiveAsync<HostCommand.RetireSource>(RetireAsync);
        ReceiveAsync<HostCommand.DiscardDestination>(DiscardAsync);
        Receive<HostCommand.DescribeVm>(m => Sender.Tell(new HostReply.VmDescribed(m.Header.MigrationId, _host, _definition.ToJson())));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Vm => _definition.Name.Value;

    /// <summary>QEMU has just left a question unanswered. What queued up meanwhile is not put to it one after another, each up to the timeout.</summary>
    private bool Hangs => _time.GetUtcNow() - _unansweredAt < HangPause;

    protected override void PreStart()
    {
        TakeUpIncoming();
        _connection = _hypervisor.Connect(_definition);
        _ = ForwardSignalsAsync(_connection, Self);
        Timers.StartPeriodicTimer(nameof(StateTick), StateTick.Instance, StatePoll);
    }

    protected override void PostStop() => _ = _connection?.DisposeAsync().AsTask();

    private static async Task ForwardSignalsAsync(IVmConnection connection, IActorRef self)
    {
        await foreach (var signal in connection.Signals.ReadAllAsync())
        {
            self.Tell(signal);
        }
    }

    private async Task SignalledAsync(QmpSignal signal)
    {
        switch (signal)
        {
            case QmpSignal.Connected connected:
                (_qmp, _outage, _unansweredAt) = (new QmpClient(connected.Session), null, null);
                await ReportAsync();
                await TryListenAsync();
                break;

            case QmpSignal.Happened happened:
                await HappenedAsync(happened.Event);
                break;

            case QmpSignal.Disconnected disconnected:
                (_qmp, _outage) = (null, disconnected.Reason);
                _log.Warning("'{0}': {1}", Vm, disconnected.Reason);
                Context.Parent.Tell(new VmReported(Vm, VmAnnouncement.Unreachable));
                break;

            case QmpSignal.Gone gone:
                await GoneAsync(gone.Reason);
                break;
        }
    }

    private async Task HappenedAsync(QmpEvent happened)
    {
        _transfer?.Happened(happened);
        if (happened.Name == QmpEventNames.Resume)
        {
            _resumedAt = happened.Timestamp;
            await TryConfirmAsync();
        }

        if (happened.Name is QmpEventNames.Migration or QmpEventNames.MigrationPass)
        {
            await StepAsync();
        }

        if (happened.Name is QmpEventNames.Stop or QmpEventNames.Resume or QmpEventNames.Shutdown)
        {
            await ReportAsync();
        }
    }

    private async Task ReportAsync()
    {
        if (_qmp is not { } qmp || Hangs)
        {
            return;
        }

        try
        {
            var status = await qmp.QueryStatusAsync();
            _lastState = status.State;
            Context.Parent.Tell(new VmReported(Vm, status.Raw));
        }
        catch (QmpException e)
        {
            Unanswered(e);
            _log.Warning("'{0}': {1}", Vm, e.Message);
            Context.Parent.Tell(new VmReported(Vm, VmAnnouncement.Unreachable));
        }
    }

    private async Task GoneAsync(string reason)
    {
        _qmp = null;
        _log.Info("'{0}': {1}", Vm, reason);
        if (_transfer is { HasEnded: false } transfer)
        {
            _saga.Tell(new HostReply.TransferFailed(transfer.MigrationId, _host, $"QEMU of '{Vm}' ended while it was sent.", SourceRuns: false));
        }
        else if (_incoming is { Prepared: null } incoming)
        {
            _saga.Tell(incoming.Failed($"QEMU ended before it listened: {reason}"));
        }

        var leftSomething = false;
        try
        {
            await _hypervisor.RemoveAsync(_definition, CancellationToken.None);
        }
        catch (HypervisorException e)
        {
            _log.Error("'{0}' has ended but left something: {1}", Vm, e.Message);
            leftSomething = true;
        }

        Leave(leftSomething);
    }

    private async Task RemoveAsync(IHostCommand order, IHostReply done)
    {
        try
        {
            await _hypervisor.RemoveAsync(_definition, CancellationToken.None);
            Sender.Tell(done);
            Leave();
        }
        catch (HypervisorException e)
        {
            Fail(order, e.Message);
        }
    }

    private void Leave(bool leftSomething = false)
    {
        Context.Parent.Tell(new VmGone(Vm, leftSomething));
        Context.Stop(Self);
    }

    /// <summary>QEMU's run state; null where QEMU is not to be reached.</summary>
    private async Task<RunState?> StateAsync()
    {
        try
        {
            return _qmp is { } qmp && !Hangs ? (await qmp.QueryStatusAsync()).State : null;
        }
        catch (QmpException e)
        {
            Unanswered(e);
            return null;
        }
    }

    private void Unanswered(QmpException e) => _unansweredAt = e is QmpTimeoutException ? _time.GetUtcNow() : _unansweredAt;

    private void Fail(IHostCommand order, string reason) => Sender.Tell(Failure(order, reason));

    private HostReply.CommandFailed Failure(IHostCommand order, string reason) => new(order.Header.MigrationId, _host, order.GetType().Name, reason);

    private sealed record TransferTick
    {
        public static TransferTick Instance { get; } = new();
    }

    private sealed record StateTick
    {
        public static StateTick Instance { get; } = new();
    }
}
