namespace MigrationActors.Qemu.Launch;

/// <summary>A QEMU could not be started, or not be ended. Nothing of the attempt is left behind.</summary>
public sealed class QemuLaunchException(string message, Exception? inner = null) : Exception(message, inner);
