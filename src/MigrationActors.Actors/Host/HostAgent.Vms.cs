using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Vms;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Host;

/// <content>The VMs on this host: started, taken up, and cleared away.</content>
public sealed partial class HostAgent
{
    private async Task PrepareAsync(HostCommand.PrepareDestination order)
    {
        try
        {
            var monitor = MonitorOf(order.Vm);
            if (monitor is null)
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
            _log.Error("What VMs that have ended may have left could not be cleared away; tried again in {0} s: {1}", _settings.SweepPause.TotalSeconds, e.Message);
            SweepLater();
        }
    }

    private void SweepLater() => Timers.StartSingleTimer(nameof(SweepTick), SweepTick.Instance, _settings.SweepPause);

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
        if (gone.LeftSomething)
        {
            SweepLater();
        }

        // A newer monitor of the same name stays.
        if (_monitors.TryGetValue(gone.Vm, out var monitor) && monitor.Equals(Sender))
        {
            _monitors.Remove(gone.Vm);
            _profile.Remove(gone.Vm);
        }
    }
}
