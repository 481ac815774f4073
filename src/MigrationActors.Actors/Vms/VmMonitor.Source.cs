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

    /// <summary>A new saga, or one that has heard nothing for long, wants to hear of a transfer that runs already.</summary>
    private async Task FollowTransferAsync(HostCommand.FollowTransfer order)
    {
        _saga = Sender;
        switch (await HasTransferAsync(order))
        {
            case true:
                Sender.Tell(_transfer!.Accepted());
                await StepAsync(again: true);
                break;
            case false:
                Sender.Tell(new HostReply.TransferFailed(
                    order.Header.MigrationId, _host, $"QEMU of '{Vm}' has no transfer under way any more.", await StateAsync() == RunState.Running));
                break;
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
        switch (await HasTransferAsync(order))
        {
            case true:
                await OrderAsync(order, t => t.Stop());
                break;
            case false:
                // It never started here: stopped it is.
                Sender.Tell(new HostReply.TransferStopped(order.Header.MigrationId, _host));
                break;
        }
    }

    /// <returns>Whether QEMU has a transfer, which this monitor then follows; null where QEMU cannot be asked: the saga asks again.</returns>
    private async Task<bool?> HasTransferAsync(IHostCommand order)
    {
        if (_transfer?.MigrationId == order.Header.MigrationId)
        {
            return true;
        }

        if (_qmp is not { } qmp)
        {
            return null;
        }

        try
        {
            var transfer = new OutgoingTransfer(order.Header.MigrationId, _host, _time);
            if (!await transfer.TakeUpAsync(qmp))
            {
                return false;
            }

            Follow(transfer);
            return true;
        }
        catch (QmpException e)
        {
            _log.Warning("'{0}' before its transfer is taken up: {1}", Vm, e.Message);
            return null;
        }
    }

    /// <param name="again">Ask also after the transfer has ended: the news may have been lost.</param>
    private async Task StepAsync(bool again = false)
    {
        if (_transfer is not { } transfer || (transfer.HasEnded && !again) || _qmp is not { } qmp || Hangs)
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
            Unanswered(e);
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
        if (state is null && _qmp is null && _outage is null)
        {
            // Still connecting: the saga's next try finds out whether the guest has left.
            return;
        }

        // FinishMigrate: a post-copy whose last acknowledgement was lost. The guest has left all the same.
        if (state is not (null or RunState.PostMigrate or RunState.FinishMigrate or RunState.Shutdown))
        {
            Fail(order, $"'{Vm}' is {state} here, not left behind by a migration: its QEMU is not ended.");
            return;
        }

        await RemoveAsync(order, new HostReply.SourceRetired(order.Header.MigrationId, _host));
    }
}
