using System.Globalization;

namespace MigrationActors.Qemu.Qmp;

/// <summary>QEMU did not answer in time. It may still execute the command later: ask for the state before repeating it.</summary>
public sealed class QmpTimeoutException(string command, string socketPath, TimeSpan waited) : QmpException(string.Create(
    CultureInfo.InvariantCulture,
    $"QEMU on '{socketPath}' did not answer '{command}' within {waited.TotalSeconds:0.###} s. It may be stopped or overloaded, and may still execute the command."))
{
    public string Command { get; } = command;
}
