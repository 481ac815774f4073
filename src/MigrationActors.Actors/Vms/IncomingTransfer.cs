using System.Net;
using Akka.Event;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <summary>
/// A transfer at its destination: a QEMU that waits for the VM. What has been done so far is asked of QEMU, for an agent that was
/// restarted knows no more than that there is one.
/// </summary>
public sealed class IncomingTransfer(string migrationId, string vm, string host, IPAddress address, ILoggingAdapter log)
{
    private ListenForVm? _order;

    public string MigrationId => migrationId;

    /// <summary>The answer to the order, once QEMU listens; null before.</summary>
    public HostReply.DestinationPrepared? Prepared { get; private set; }

    /// <summary>To be carried out by the next <see cref="ListenAsync"/>.</summary>
    public void Order(ListenForVm order) => _order = order;

    /// <summary>Makes QEMU listen, where that was ordered and it does not yet.</summary>
    /// <returns>The answer to the order, or null where none is waited for.</returns>
    public async Task<IHostReply?> ListenAsync(QmpClient qmp)
    {
        if (_order is not { } order)
        {
            return null;
        }

        _order = null;
        if (Prepared is not null)
        {
            return Prepared;
        }

        try
        {
            return (await qmp.QueryMigrateAsync()).ListeningPort is { } port ? Listens(port) : await BeginAsync(qmp, order);
        }
        catch (QmpException e)
        {
            return Failed(e.Message);
        }
    }

    public HostReply.CommandFailed Failed(string reason) => new(MigrationId, host, nameof(HostCommand.PrepareDestination), reason);

    private HostReply.DestinationPrepared Listens(int port) => Prepared = new HostReply.DestinationPrepared(MigrationId, host, address.ToString(), port);

    private async Task<IHostReply> BeginAsync(QmpClient qmp, ListenForVm order)
    {
        var status = await qmp.QueryStatusAsync();
        if (status.State != RunState.InMigrate)
        {
            return Failed($"'{vm}' does not wait for this migration any more: it is {status.Raw} here.");
        }

        await qmp.SetCapabilitiesAsync(MigrationCapabilities.For(order.Order.Technique, order.Order.PostcopyAllowed));
        return await ListenOnFreePortAsync(qmp, order);
    }

    /// <summary>A port that somebody else has is passed over.</summary>
    private async Task<IHostReply> ListenOnFreePortAsync(QmpClient qmp, ListenForVm order)
    {
        var refusal = "";
        foreach (var port in order.Ports)
        {
            try
            {
                await qmp.MigrateIncomingAsync(new MigrationEndpoint(address, port));
                return Listens(port);
            }
            catch (QmpCommandException e)
            {
                refusal = e.Message;
                log.Warning("'{0}' cannot listen on port {1}: {2}", vm, port, e.Message);
            }
        }

        return Failed(
            $"None of the ports {order.Ports.Min()} to {order.Ports.Max()} can be listened on for '{vm}'; "
            + $"the last was refused so: {refusal} End what uses them, or change the settings 'Vms:FirstPort' and 'Vms:LastPort' there.");
    }
}
