using System.Text.Json;

namespace MigrationActors.Qemu.Qmp;

/// <summary>A command succeeded.</summary>
/// <param name="Id">The command's id; null where QEMU gave none back.</param>
public sealed record QmpReturn(long? Id, JsonElement Value) : QmpMessage;
