namespace MigrationActors.Qemu.Qmp;

/// <summary>What QEMU says: a greeting, the answer to a command, or an event.</summary>
public abstract record QmpMessage;
