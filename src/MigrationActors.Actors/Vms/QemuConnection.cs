using System.Threading.Channels;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <summary>QMP over the VM's own socket.</summary>
public sealed class QemuConnection(ReconnectingQmp qmp) : IVmConnection
{
    public ChannelReader<QmpSignal> Signals => qmp.Signals;

    public ValueTask DisposeAsync() => qmp.DisposeAsync();
}
