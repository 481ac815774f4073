using System.Globalization;

namespace MigrationActors.Qemu.Qmp;

/// <summary>The socket accepts but does not greet: QEMU serves one client per socket, and another one is being served.</summary>
public sealed class QmpSocketBusyException(string socketPath, TimeSpan waited) : QmpException(string.Create(
    CultureInfo.InvariantCulture,
    $"QEMU did not greet on '{socketPath}' within {waited.TotalSeconds:0.###} s: somebody else holds this QMP socket (QEMU serves one client at a time), or QEMU hangs. Close the other client, or use the VM's second socket."));
