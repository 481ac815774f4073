namespace MigrationActors.Qemu.Qmp;

/// <summary>What came over the socket is not QMP. The session cannot go on.</summary>
public sealed class QmpProtocolException(string message, Exception? inner = null) : QmpException(message, inner);
