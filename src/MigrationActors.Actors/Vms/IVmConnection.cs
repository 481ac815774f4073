using System.Threading.Channels;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <summary>A connection to one QEMU that makes itself anew when it breaks.</summary>
public interface IVmConnection : IAsyncDisposable
{
    /// <summary>Ends after <see cref="QmpSignal.Gone"/> or disposal.</summary>
    ChannelReader<QmpSignal> Signals { get; }
}
