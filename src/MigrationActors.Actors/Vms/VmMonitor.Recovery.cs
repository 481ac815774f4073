using System.Net;
using Akka.Actor;
using Akka.Event;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Migration;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <content>What a VM does when a saga wants to know where things stand, and to bring a transfer back on its way.</content>
public sealed partial class VmMonitor
{
    private async Task InspectSourceAsync(HostCommand.InspectSource order)
    {
        var (condition, outcome) = (SourceCondition.Unreachable, (TransferOutcome?)null);
        if (await AskAsync() is var (guest, migration))
        {
            condition = Conditions.OfSource(guest, migration);
            outcome = condition == SourceCondition.Sent ? OutcomeOf(migration) : null;
        }

        Sender.Tell(new HostReply.SourceInspected(order.Header.MigrationId, _host, condition, outcome, order.Look));
    }

    private async Task InspectDestinationAsync(HostCommand.InspectDestination order)
    {
        var condition = await AskAsync() is var (guest, migration) ? Conditions.OfDestination(guest, migration) : DestinationCondition.Unreachable;
        Sender.Tell(new HostReply.DestinationInspected(order.Header.MigrationId, _host, condition, _resumedAt, order.Look));
    }

    /// <returns>What QEMU says, or null where it cannot be asked.</returns>
    private async Task<(VmStatus Guest, MigrationInfo Migration)?> AskAsync()
    {
        try
        {
            if (_qmp is not { } qmp || Hangs)
            {
                return null;
            }

            // In this order: a guest that runs at the second answer cannot have left before the first.
            var migration = await qmp.QueryMigrateAsync();
            return (await qmp.QueryStatusAsync(), migration);
        }
        catch (QmpException e)
        {
            Unanswered(e);
            _log.Warning("'{0}' when asked where it stands: {1}", Vm, e.Message);
            return null;
        }
    }

    private TransferOutcome? OutcomeOf(MigrationInfo migration) =>
        migration.HasFigures && _transfer is { } transfer ? transfer.Outcome(migration) : null;

    private Task RecoverDestinationAsync(HostCommand.RecoverDestination order)
    {
        var saga = Sender;
        return TryAsync(order, async qmp =>
        {
            await TransferSteps.ListenAnewAsync(qmp, Endpoint(order.Address, order.Port), _time);
            saga.Tell(new HostReply.DestinationListens(order.Header.MigrationId, _host));
        });
    }

    private Task ResumePostcopyAsync(HostCommand.ResumePostcopy order)
    {
        _saga = Sender;
        return TryAsync(order, async qmp =>
        {
            // Where QEMU cannot be asked, nothing is said: the saga asks again.
            if (await HasTransferAsync(order) == true)
            {
                await _transfer!.ResumeAsync(qmp, Endpoint(order.Address, order.Port), order.MaxBandwidth);
                await StepAsync(again: true);
            }
        });
    }

    private Task PausePostcopyAsync(HostCommand.PausePostcopy order) => TryAsync(order, qmp => TransferSteps.PauseAsync(qmp));

    private Task AdjustAsync(HostCommand.AdjustTransfer order) => TryAsync(order, qmp => qmp.SetParametersAsync(
        (order.Throttle ? MigrationParameters.ThrottleFree : new MigrationParameters()) with
        {
            MaxBandwidth = order.MaxBandwidth, MaxPostcopyBandwidth = order.MaxBandwidth,
        }));

    private async Task TryAsync(IHostCommand order, Func<QmpClient, Task> what)
    {
        if (_qmp is not { } qmp)
        {
            Fail(order, $"QEMU of '{Vm}' cannot be reached over QMP now: {_outage ?? "it is being connected."}");
            return;
        }

        try
        {
            await what(qmp);
        }
        catch (Exception e) when (e is QmpException or ArgumentException or FormatException)
        {
            Fail(order, e.Message);
        }
    }

    private static MigrationEndpoint Endpoint(string address, int port) => new(IPAddress.Parse(address), port);
}
