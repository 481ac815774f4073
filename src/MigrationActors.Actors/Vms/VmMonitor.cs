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
public sealed class VmMonitor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TransferPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StatePoll = TimeSpan.FromSeconds(2);

    private readonly VmDefinition _definition;
    private readonly string _host;
    private readonly IPAddress _address;
    private readonly IHypervisor _hypervisor;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IVmConnection? _connection;
    private QmpClient? _qmp;
    private OutgoingTransfer? _transfer;
    private IActorRef _saga = ActorRefs.Nobody;
    private ListenForVm? _incoming;
    private HostReply.DestinationPrepared? _prepared;
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
        ReceiveAsync<HostCommand.StartPostcopy>(m => OrderAsync(m, t => t.SwitchToPostcopy()));
        ReceiveAsync<HostCommand.StopTransfer>(StopTransferAsync);
        ReceiveAsync<HostCommand.ConfirmDestination>(ConfirmAsync);
        ReceiveAsync<HostCommand.RetireSource>(RetireAsync);
        ReceiveAsync<HostCommand.DiscardDestination>(DiscardAsync);
        Receive<HostCommand.DescribeVm>(m => Sender.Tell(new HostReply.VmDescribed(m.Header.MigrationId, _host, _definition.ToJson())));
        Receive<HostCommand.PrepareDestination>(PrepareAgain);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private string Vm => _definition.Name.Value;

    protected override void PreStart()
    {
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
                _qmp = new QmpClient(connected.Session);
                await ReportAsync();
                await TryListenAsync();
                break;

            case QmpSignal.Happened happened:
                await HappenedAsync(happened.Event);
                break;

            case QmpSignal.Disconnected disconnected:
                _qmp = null;
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
        if (_qmp is not { } qmp)
        {
            return;
        }

        try
        {
            Context.Parent.Tell(new VmReported(Vm, (await qmp.QueryStatusAsync()).Raw));
        }
        catch (QmpException e)
        {
            _log.Warning("'{0}': {1}", Vm, e.Message);
            Context.Parent.Tell(new VmReported(Vm, VmAnnouncement.Unreachable));
        }
    }

    // ---- at the source

    private async Task StartTransferAsync(HostCommand.StartTransfer order)
    {
        _saga = Sender;
        if (_transfer is { } running && running.MigrationId == order.Header.MigrationId)
        {
            Sender.Tell(running.Accepted());
            await StepAsync(again: true);
            return;
        }

        if (_qmp is not { } qmp)
        {
            Fail(order, $"QEMU of '{Vm}' cannot be reached over QMP now.");
            return;
        }

        try
        {
            var transfer = new OutgoingTransfer(order, _host, _time);
            var accepted = await transfer.StartAsync(qmp);
            _transfer = transfer;
            Sender.Tell(accepted);
            Timers.StartPeriodicTimer(nameof(TransferTick), TransferTick.Instance, TransferPoll);
        }
        catch (QmpException e)
        {
            Fail(order, e.Message);
        }
    }

    private async Task OrderAsync(IHostCommand order, Action<OutgoingTransfer> what)
    {
        _saga = Sender;
        if (_transfer is not { } transfer || transfer.MigrationId != order.Header.MigrationId)
        {
            Fail(order, $"'{Vm}' has no such transfer here.");
            return;
        }

        what(transfer);
        await StepAsync(again: true);
    }

    private Task StopTransferAsync(HostCommand.StopTransfer order)
    {
        if (_transfer is { } transfer && transfer.MigrationId == order.Header.MigrationId)
        {
            return OrderAsync(order, t => t.Stop());
        }

        // It never started here: stopped it is.
        Sender.Tell(new HostReply.TransferStopped(order.Header.MigrationId, _host));
        return Task.CompletedTask;
    }

    /// <param name="again">Ask also after the transfer has ended: the news may have been lost.</param>
    private async Task StepAsync(bool again = false)
    {
        if (_transfer is not { } transfer || (transfer.HasEnded && !again) || _qmp is not { } qmp)
        {
            return;
        }

        try
        {
            foreach (var news in await transfer.StepAsync(qmp))
            {
                _saga.Tell(news);
            }
        }
        catch (QmpException e)
        {
            _log.Warning("'{0}' while it is sent: {1}", Vm, e.Message);
        }

        if (transfer.HasEnded)
        {
            Timers.Cancel(nameof(TransferTick));
        }
    }

    private async Task RetireAsync(HostCommand.RetireSource order)
    {
        var state = await StateAsync();
        if (state is not (null or RunState.PostMigrate or RunState.Shutdown))
        {
            Fail(order, $"'{Vm}' is {state} here, not left behind by a migration: its QEMU is not ended.");
            return;
        }

        await RemoveAsync(order, new HostReply.SourceRetired(order.Header.MigrationId, _host));
    }

    // ---- at the destination

    private async Task ListenAsync(ListenForVm order)
    {
        _incoming = order;
        await TryListenAsync();
    }

    /// <summary>Runs when both are there: the order and the connection.</summary>
    private async Task TryListenAsync()
    {
        if (_incoming is not { } incoming || _qmp is not { } qmp || _prepared is not null)
        {
            return;
        }

        try
        {
            await qmp.SetCapabilitiesAsync(MigrationCapabilities.For(incoming.Order.Technique));
            var port = await ListenOnAsync(qmp, incoming.Ports);
            _prepared = new HostReply.DestinationPrepared(incoming.Order.Header.MigrationId, _host, _address.ToString(), port);
            incoming.Saga.Tell(_prepared);
        }
        catch (QmpException e)
        {
            incoming.Saga.Tell(Failure(incoming.Order, e.Message));
        }
    }

    /// <summary>A port that somebody else has is passed over.</summary>
    private async Task<int> ListenOnAsync(QmpClient qmp, IReadOnlyList<int> ports)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await qmp.MigrateIncomingAsync(new MigrationEndpoint(_address, ports[i]));
                return ports[i];
            }
            catch (QmpCommandException e) when (i + 1 < ports.Count)
            {
                _log.Warning("'{0}' cannot listen on port {1}: {2}", Vm, ports[i], e.Message);
            }
        }
    }

    /// <summary>A repeated order gets the first one's answer; for any other migration the VM is in the way.</summary>
    private void PrepareAgain(HostCommand.PrepareDestination order)
    {
        if (_incoming?.Order.Header.MigrationId != order.Header.MigrationId)
        {
            Fail(order, $"A VM named '{Vm}' is already on this host.");
        }
        else if (_prepared is { } prepared)
        {
            Sender.Tell(prepared);
        }
    }

    private async Task ConfirmAsync(HostCommand.ConfirmDestination order)
    {
        _saga = Sender;
        _confirm = order;
        await TryConfirmAsync();
    }

    private async Task TryConfirmAsync()
    {
        if (_confirm is { } order && await StateAsync() == RunState.Running)
        {
            _confirm = null;
            _saga.Tell(new HostReply.DestinationRuns(order.Header.MigrationId, _host, _resumedAt));
        }
    }

    private async Task DiscardAsync(HostCommand.DiscardDestination order)
    {
        var state = await StateAsync();
        if (_incoming?.Order.Header.MigrationId != order.Header.MigrationId || state is not (null or RunState.InMigrate or RunState.PreLaunch or RunState.Shutdown))
        {
            Fail(order, $"'{Vm}' is {state?.ToString() ?? "unknown"} here and not waiting for this migration: it is not thrown away.");
            return;
        }

        await RemoveAsync(order, new HostReply.DestinationDiscarded(order.Header.MigrationId, _host));
    }

    // ---- the end

    private async Task GoneAsync(string reason)
    {
        _qmp = null;
        _log.Info("'{0}': {1}", Vm, reason);
        if (_transfer is { HasEnded: false } transfer)
        {
            _saga.Tell(new HostReply.TransferFailed(transfer.MigrationId, _host, $"QEMU of '{Vm}' ended while it was sent.", SourceRuns: false));
        }
        else if (_incoming is { } incoming && _prepared is null)
        {
            incoming.Saga.Tell(Failure(incoming.Order, $"QEMU ended before it listened: {reason}"));
        }

        try
        {
            await _hypervisor.RemoveAsync(_definition, CancellationToken.None);
        }
        catch (HypervisorException e)
        {
            _log.Error("'{0}' has ended but left something: {1}", Vm, e.Message);
        }

        Leave();
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

    private void Leave()
    {
        Context.Parent.Tell(new VmGone(Vm));
        Context.Stop(Self);
    }

    /// <summary>QEMU's run state; null where QEMU is not to be reached.</summary>
    private async Task<RunState?> StateAsync()
    {
        try
        {
            return _qmp is { } qmp ? (await qmp.QueryStatusAsync()).State : null;
        }
        catch (QmpException)
        {
            return null;
        }
    }

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
