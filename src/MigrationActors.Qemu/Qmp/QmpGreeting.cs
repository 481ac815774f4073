namespace MigrationActors.Qemu.Qmp;

/// <summary>The first message on a socket that is ours.</summary>
public sealed record QmpGreeting(QemuVersion Version) : QmpMessage;
