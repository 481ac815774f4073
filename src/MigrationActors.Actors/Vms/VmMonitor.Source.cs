using Akka.Actor;
using Akka.Event;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <content>What a VM does at the source: it is sent, and its QEMU retired.</content>
public sealed partial class VmMonitor
{
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
            // While a new monitor is still connecting, the saga's next try may find it connected.
            if (_outage is { } outage)
            {
                Fail(order, $"QEMU of '{Vm}' cannot be reached over QMP now: {outage}");
            }

            return;
        }

        try
        {
            var transfer = new OutgoingTransfer(order.Header.MigrationId, _host, _time);
            var accepted = await transfer.StartAsync(qmp, order);
            Follow(transfer);
            Sender.Tell(accepted);
        }
        catch (Exception e) when (e is QmpException or ArgumentException or FormatException)
        {
            Fail(order, e.Message);
        }
    }

    private void Follow(OutgoingTransfer transfer)
    {
        _transfer = transfer;
        Timers.StartPeriodicTimer(nameof(TransferTick), TransferTick.Instance, TransferPoll);
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

    /// <summary>What runs in QEMU counts, not what this monitor remembers: it may have been started before this one.</summary>
    private async Task StopTransferAsync(HostCommand.StopTransfer order)
    {
        if (_transfer?.MigrationId == order.Header.MigrationId || await TakeUpAsync(order))
        {
            await OrderAsync(order, t => t.Stop());
        }
    }

    /// <returns>Whether there is a transfer to stop. Where QEMU cannot be asked, nothing is said: the saga asks again.</returns>
    private async Task<bool> TakeUpAsync(HostCommand.StopTransfer order)
    {
        if (_qmp is not { } qmp)
        {
            return false;
        }

        try
        {
            var transfer = new OutgoingTransfer(order.Header.MigrationId, _host, _time);
            if (await transfer.TakeUpAsync(qmp))
            {
                Follow(transfer);
                return true;
            }

            // It never started here: stopped it is.
            Sender.Tell(new HostReply.TransferStopped(order.Header.MigrationId, _host));
        }
        catch (QmpException e)
        {
            _log.Warning("'{0}' before its transfer is stopped: {1}", Vm, e.Message);
        }

        return false;
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
}
