using System.Text.Json;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Something happened in QEMU.</summary>
/// <param name="Data">The event's members; an undefined element where it has none.</param>
/// <param name="Timestamp">By the host's clock, to the microsecond; the Unix epoch where QEMU could not tell.</param>
public sealed record QmpEvent(string Name, JsonElement Data, DateTimeOffset Timestamp) : QmpMessage;
