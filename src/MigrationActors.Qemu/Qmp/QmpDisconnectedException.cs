namespace MigrationActors.Qemu.Qmp;

/// <summary>The connection ended, or could not be made. Whether a command in flight was executed is unknown.</summary>
public sealed class QmpDisconnectedException(string message, Exception? inner = null) : QmpException(message, inner);
