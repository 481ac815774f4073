using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Network;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.State;
using MigrationActors.Actors.Vms;
using MigrationActors.Core.Recovery;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Host;

/// <summary>
/// One host: owns its tracker, its shaper and a monitor per VM, announces itself to the coordinator every second, and carries out
/// what sagas ask, unless their coordinator has been replaced. QEMU, transfers and rules outlive it; at its start it takes up what is
/// there and clears away what has ended meanwhile.
/// </summary>
public sealed partial class HostAgent : ReceiveActor, IWithTimers
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
        Receive<AnnounceTick>(_ => _coordinator.Tell(_profile.Announcement(_parts.Hypervisor)));
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
            // A message like any other: no command is half way when it is handled, so nothing that one starts is taken for a leftover.
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
        if (VmOf(command) is { } vm && MonitorOf(vm) is { } monitor)
        {
            monitor.Forward(command);
            return;
        }

        switch (command)
        {
            case HostCommand.InspectSource look:
                Sender.Tell(new HostReply.SourceInspected(
                    command.Header.MigrationId, _settings.Name, SourceCondition.Absent, null, look.Look));
                break;
            case HostCommand.InspectDestination look:
                Sender.Tell(new HostReply.DestinationInspected(
                    command.Header.MigrationId, _settings.Name, DestinationCondition.Absent, null, look.Look));
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

    /// <summary>A QEMU that an earlier agent started may have come up since the last look.</summary>
    private IActorRef? MonitorOf(string vm)
    {
        if (!_monitors.ContainsKey(vm))
        {
            Discover();
        }

        return _monitors.GetValueOrDefault(vm);
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
