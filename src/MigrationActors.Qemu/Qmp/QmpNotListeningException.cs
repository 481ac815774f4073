namespace MigrationActors.Qemu.Qmp;

/// <summary>There is no socket, or a socket that nobody listens on: no QEMU is there, and trying again will not bring it back.</summary>
public sealed class QmpNotListeningException(string socketPath, Exception inner) : QmpException(
    $"No QEMU listens on '{socketPath}' ({inner.Message}). Is the VM running on this host?", inner);
