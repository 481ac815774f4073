namespace MigrationActors.Qemu.Qmp;

/// <summary>The first message on a socket that is ours.</summary>
/// <param name="OffersOutOfBand">Whether commands can be executed beside QEMU's main loop ("oob", since QEMU 2.12).</param>
public sealed record QmpGreeting(QemuVersion Version, bool OffersOutOfBand) : QmpMessage;
