using System.Net;
using Akka.Event;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <summary>A transfer at its destination: a QEMU that waits for the VM.</summary>
public sealed class IncomingTransfer(ListenForVm order, string host, IPAddress address, ILoggingAdapter log)
{
    public string MigrationId => order.Order.Header.MigrationId;

    /// <summary>The answer to the order, once QEMU listens; null before.</summary>
    public HostReply.DestinationPrepared? Prepared { get; private set; }

    /// <summary>Makes QEMU listen, where it does not yet.</summary>
    /// <returns>The news for the saga, or null where it has it already.</returns>
    public async Task<IHostReply?> ListenAsync(QmpClient qmp)
    {
        if (Prepared is not null)
        {
            return null;
        }

        try
        {
            await qmp.SetCapabilitiesAsync(MigrationCapabilities.For(order.Order.Technique, order.Order.PostcopyAllowed));
            return await ListenOnFreePortAsync(qmp);
        }
        catch (QmpException e)
        {
            return Failed(e.Message);
        }
    }

    public HostReply.CommandFailed Failed(string reason) => new(MigrationId, host, nameof(HostCommand.PrepareDestination), reason);

    /// <summary>A port that somebody else has is passed over.</summary>
    private async Task<IHostReply> ListenOnFreePortAsync(QmpClient qmp)
    {
        var refusal = "";
        foreach (var port in order.Ports)
        {
            try
            {
                await qmp.MigrateIncomingAsync(new MigrationEndpoint(address, port));
                return Prepared = new HostReply.DestinationPrepared(MigrationId, host, address.ToString(), port);
            }
            catch (QmpCommandException e)
            {
                refusal = e.Message;
                log.Warning("'{0}' cannot listen on port {1}: {2}", order.Order.Vm, port, e.Message);
            }
        }

        return Failed(
            $"None of the ports {order.Ports.Min()} to {order.Ports.Max()} can be listened on for '{order.Order.Vm}'; "
            + $"the last was refused so: {refusal} End what uses them, or change the settings 'Vms:FirstPort' and 'Vms:LastPort' there.");
    }
}
