namespace MigrationActors.Qemu.Qmp;

/// <summary>QEMU refused a command. The session goes on.</summary>
public sealed class QmpCommandException(string command, string errorClass, string description)
    : QmpException($"QEMU refused '{command}': {description} ({errorClass}).")
{
    public string Command { get; } = command;

    /// <summary>QMP's error class: GenericError, CommandNotFound, DeviceNotFound...</summary>
    public string ErrorClass { get; } = errorClass;

    /// <summary>QEMU's own words.</summary>
    public string Description { get; } = description;
}
