using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Network;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.State;
using MigrationActors.Actors.Vms;
using MigrationActors.Core.Recovery;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Host;

/// <summary>
/// One host: owns its tracker, its shaper and a monitor per VM, announces itself to the coordinator every second, and carries out
/// what sagas ask, unless their coordinator has been replaced. QEMU, transfers and rules outlive it; at its start it takes up what is
/// there and clears away what has ended meanwhile.
/// </summary>
public sealed class HostAgent : ReceiveActor, IWithTimers
{
    public const string Name = "host-agent";

    private readonly HostSettings _settings;
    private readonly HostParts _parts;
    private readonly IActorRef _coordinator;
    private readonly HostProfile _profile;
    private readonly PortPool _ports;
    private readonly EpochGuard _epochs;
    private readonly Dictionary<string, IActorRef> _monitors = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _shaper = ActorRefs.Nobody;

    public HostAgent(HostSettings settings, HostParts parts, IActorRef coordinator)
    {
        _settings = settings;
        _parts = parts;
        _coordinator = coordinator;
        _profile = new HostProfile(settings);
        _ports = new PortPool(settings.Ports);
        _epochs = new EpochGuard(StateFile("epoch"));

        Receive<TrafficMeasured>(m => _profile.Measured(m.Rates));
        Receive<VmReported>(m => _profile.Report(m.Vm, m.State));
        Receive<VmGone>(Gone);
        Receive<AnnounceTick>(_ => _coordinator.Tell(_profile.Announcement()));
        Receive<DiscoveryTick>(_ => Discover());
        ReceiveAsync<SweepTick>(_ => SweepAsync());
        Receive<HypervisorFacts>(Probed);
        ReceiveAsync<StartVm>(StartVmAsync);
        ReceiveAsync<IHostCommand>(CarryOutAsync);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.ActorOf(Props.Create(() => new NetworkTracker(_parts.Network, _parts.Counters, _parts.TrafficLog, _parts.Time)), NetworkTracker.Name);
        _shaper = Context.ActorOf(
            Props.Create(() => new TcShaper(_settings.Name, _settings.Capacity, _parts.Shaper, new LeaseStore(StateFile("leases.json")), _parts.Time)), TcShaper.Name);
        if (_epochs.Obstacle is { } obstacle)
        {
            _log.Error("{0}", obstacle);
        }

        if (RunsVms)
        {
            // Commands wait behind it: what they start must not be taken for a leftover.
            Self.Tell(SweepTick.Instance);
            _parts.Hypervisor.ProbeAsync(CancellationToken.None).PipeTo(Self, failure: e => new HypervisorFacts(null, e.Message));
            Discover();
            Timers.StartPeriodicTimer(nameof(DiscoveryTick), DiscoveryTick.Instance, _settings.DiscoveryInterval);
        }

        Timers.StartPeriodicTimer(nameof(AnnounceTick), AnnounceTick.Instance, _settings.AnnounceInterval);
    }

    private StateFile StateFile(string name) => new(Path.Combine(_settings.StateFolder, name));

    private bool RunsVms => _settings.Roles.Contains(HostAnnouncement.HostRole);

    private void Probed(HypervisorFacts facts)
    {
        _profile.Facts = facts;
        if (facts.PostCopyObstacle is { } obstacle)
        {
            _log.Warning("No post-copy on this host: {0}", obstacle);
        }
    }

    private async Task CarryOutAsync(IHostCommand command)
    {
        if (_epochs.Refusal(command.Header.Epoch) is { } refusal)
        {
            Fail(command, refusal);
            return;
        }

        switch (command)
        {
            case HostCommand.ReserveBandwidth or HostCommand.ReleaseBandwidth:
                _shaper.Forward(command);
                break;
            case HostCommand.PrepareDestination order:
                await PrepareAsync(order);
                break;
            default:
                ToMonitor(command);
                break;
        }
    }

    private void ToMonitor(IHostCommand command)
    {
        if (VmOf(command) is { } vm && _monitors.TryGetValue(vm, out var monitor))
        {
            monitor.Forward(command);
            return;
        }

        // Nobody is followed under that name; only a look into the VM folder makes "absent" true.
        var present = VmOf(command) is { } name && _parts.Hypervisor.Running().Any(d => d.Name.Value == name);
        switch (command)
        {
            case HostCommand.InspectSource:
                Sender.Tell(new HostReply.SourceInspected(
                    command.Header.MigrationId, _settings.Name, present ? SourceCondition.Unreachable : SourceCondition.Absent, null));
                break;
            case HostCommand.InspectDestination:
                Sender.Tell(new HostReply.DestinationInspected(
                    command.Header.MigrationId, _settings.Name, present ? DestinationCondition.Unreachable : DestinationCondition.Absent, null));
                break;
            case var _ when present:
                // It is taken up at the next look, and the saga asks again until then.
                break;

            // What is to be gone is gone: a repeated order, or a QEMU that ended by itself.
            case HostCommand.RetireSource:
                Sender.Tell(new HostReply.SourceRetired(command.Header.MigrationId, _settings.Name));
                break;
            case HostCommand.DiscardDestination:
                Sender.Tell(new HostReply.DestinationDiscarded(command.Header.MigrationId, _settings.Name));
                break;
            default:
                Fail(command, $"There is no VM named '{VmOf(command)}' on this host.");
                break;
        }
    }

    private async Task PrepareAsync(HostCommand.PrepareDestination order)
    {
        // A QEMU that an earlier agent started for this very order may have come up since the last look.
        Discover();
        try
        {
            if (!_monitors.TryGetValue(order.Vm, out var monitor))
            {
                var definition = VmDefinitionReader.Read(order.Definition, $"of '{order.Vm}' from its source");
                await _parts.Hypervisor.StartAsync(definition, order.Header.MigrationId, CancellationToken.None);
                monitor = Monitor(definition, VmAnnouncement.Awaiting);
            }

            monitor.Tell(new ListenForVm(order, _ports.Candidates(), Sender));
        }
        catch (Exception e) when (e is InvalidVmDefinitionException or HypervisorException)
        {
            Fail(order, e.Message);
        }
    }

    private async Task StartVmAsync(StartVm order)
    {
        try
        {
            var definition = VmDefinitionReader.Read(order.Definition, "in the request");
            await _parts.Hypervisor.StartAsync(definition, incoming: null, CancellationToken.None);
            Monitor(definition, VmAnnouncement.Running);
            _log.Info("'{0}' started.", definition.Name);
            Sender.Tell(new VmStartedView(definition.Name.Value, _settings.Name));
        }
        catch (InvalidVmDefinitionException e)
        {
            Sender.Tell(new Refusal(RefusalKind.Invalid, e.Message));
        }
        catch (HypervisorException e)
        {
            Sender.Tell(new Refusal(RefusalKind.Conflict, $"{_settings.Name}: {e.Message}"));
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            foreach (var news in await _parts.Hypervisor.SweepAsync(CancellationToken.None))
            {
                _log.Warning("Found at the start: {0}", news);
            }
        }
        catch (HypervisorException e)
        {
            _log.Error("What VMs that have ended may have left could not be cleared away: {0}", e.Message);
        }
    }

    private void Discover()
    {
        foreach (var definition in _parts.Hypervisor.Running().Where(d => !_monitors.ContainsKey(d.Name.Value)))
        {
            _log.Info("'{0}' runs here: taken up.", definition.Name);
            Monitor(definition, VmAnnouncement.Unreachable);
        }
    }

    private IActorRef Monitor(VmDefinition definition, string state)
    {
        var monitor = Context.ActorOf(Props.Create(() => new VmMonitor(definition, _settings.Name, _settings.Address, _parts.Hypervisor, _parts.Time)));
        _monitors[definition.Name.Value] = monitor;
        _profile.Add(definition, _parts.Hypervisor.TapsOf(definition), _parts.Hypervisor.IncomingOf(definition), state);
        return monitor;
    }

    private void Gone(VmGone gone)
    {
        // A newer monitor of the same name stays.
        if (_monitors.TryGetValue(gone.Vm, out var monitor) && monitor.Equals(Sender))
        {
            _monitors.Remove(gone.Vm);
            _profile.Remove(gone.Vm);
        }
    }

    private static string? VmOf(IHostCommand command) => command switch
    {
        HostCommand.DescribeVm c => c.Vm,
        HostCommand.StartTransfer c => c.Vm,
        HostCommand.StartPostcopy c => c.Vm,
        HostCommand.FollowTransfer c => c.Vm,
        HostCommand.InspectSource c => c.Vm,
        HostCommand.InspectDestination c => c.Vm,
        HostCommand.RecoverDestination c => c.Vm,
        HostCommand.ResumePostcopy c => c.Vm,
        HostCommand.PausePostcopy c => c.Vm,
        HostCommand.AdjustTransfer c => c.Vm,
        HostCommand.StopTransfer c => c.Vm,
        HostCommand.ConfirmDestination c => c.Vm,
        HostCommand.RetireSource c => c.Vm,
        HostCommand.DiscardDestination c => c.Vm,
        _ => null,
    };

    private void Fail(IHostCommand command, string reason) =>
        Sender.Tell(new HostReply.CommandFailed(command.Header.MigrationId, _settings.Name, command.GetType().Name, reason));

    private sealed record AnnounceTick
    {
        public static AnnounceTick Instance { get; } = new();
    }

    private sealed record SweepTick
    {
        public static SweepTick Instance { get; } = new();
    }

    private sealed record DiscoveryTick
    {
        public static DiscoveryTick Instance { get; } = new();
    }
}
