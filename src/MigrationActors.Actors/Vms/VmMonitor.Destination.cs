using Akka.Actor;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Actors.Vms;

/// <content>What a VM does at the destination: its QEMU waits, is confirmed to run it, or is thrown away.</content>
public sealed partial class VmMonitor
{
    private async Task ListenAsync(ListenForVm order)
    {
        _saga = order.Saga;
        _incoming = new IncomingTransfer(order, _host, _address, _log);
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

    /// <summary>A repeated order gets the first one's answer; for any other migration the VM is in the way.</summary>
    private void PrepareAgain(HostCommand.PrepareDestination order)
    {
        if (_incoming?.MigrationId != order.Header.MigrationId)
        {
            Fail(order, $"A VM named '{Vm}' is already on this host.");
        }
        else if (_incoming.Prepared is { } prepared)
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
        if (_incoming?.MigrationId != order.Header.MigrationId || state is not (null or RunState.InMigrate or RunState.PreLaunch or RunState.Shutdown))
        {
            Fail(order, $"'{Vm}' is {state?.ToString() ?? "unknown"} here and not waiting for this migration: it is not thrown away.");
            return;
        }

        await RemoveAsync(order, new HostReply.DestinationDiscarded(order.Header.MigrationId, _host));
    }
}
