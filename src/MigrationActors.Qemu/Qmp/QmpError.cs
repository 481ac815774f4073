namespace MigrationActors.Qemu.Qmp;

/// <summary>A command was refused.</summary>
/// <param name="Id">The command's id; null where QEMU could not even parse the command.</param>
public sealed record QmpError(long? Id, string Class, string Description) : QmpMessage;
