using Akka.Actor;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Actors.Vms;

/// <content>What a VM does at the destination: its QEMU waits, is confirmed to run it, or is thrown away.</content>
public sealed partial class VmMonitor
{
    /// <summary>Takes up a QEMU that waits for a migration, or whose VM arrived by one, whichever agent started it.</summary>
    private void TakeUpIncoming()
    {
        if (_hypervisor.IncomingOf(_definition) is { } migrationId)
        {
            _incoming = new IncomingTransfer(migrationId, Vm, _host, _address, _log);
        }
    }

    /// <summary>A repeated order gets the first one's answer; for any other migration the VM is in the way.</summary>
    private async Task ListenAsync(ListenForVm order)
    {
        if (_incoming is not { } incoming || incoming.MigrationId != order.Order.Header.MigrationId)
        {
            order.Saga.Tell(Failure(order.Order, $"A VM named '{Vm}' is already on this host."));
            return;
        }

        _saga = order.Saga;
        incoming.Order(order);
        await TryListenAsync();
    }

    /// <summary>Runs when both are there: the order and the connection.</summary>
    private async Task TryListenAsync()
    {
        if (_incoming is { } incoming && _qmp is { } qmp && await incoming.ListenAsync(qmp) is { } news)
        {
            _saga.Tell(news);
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

    /// <summary>
    /// Only a QEMU that waits is thrown away: by its own word, or by its last one where it hangs. Of one that never spoke to this monitor
    /// nobody knows whether it runs the VM.
    /// </summary>
    private async Task DiscardAsync(HostCommand.DiscardDestination order)
    {
        var state = await StateAsync() ?? _lastState;
        if (state is null && _outage is null)
        {
            // Still connecting: the saga's next try finds out.
            return;
        }

        if (_incoming?.MigrationId != order.Header.MigrationId || state is not (RunState.InMigrate or RunState.PreLaunch or RunState.Shutdown))
        {
            Fail(order, $"'{Vm}' is {state?.ToString() ?? "unknown"} here and not waiting for this migration: it is not thrown away.");
            return;
        }

        await RemoveAsync(order, new HostReply.DestinationDiscarded(order.Header.MigrationId, _host));
    }
}
