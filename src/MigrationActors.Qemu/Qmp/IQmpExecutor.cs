using System.Text.Json;
using System.Text.Json.Nodes;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Executes QMP commands. The seam between the typed commands and the socket.</summary>
public interface IQmpExecutor
{
    /// <param name="timeout">Longer than zero; null for <see cref="QmpSettings.CommandTimeout"/>.</param>
    /// <returns>What QEMU returned, often an empty object.</returns>
    /// <exception cref="QmpCommandException">QEMU refused the command.</exception>
    /// <exception cref="QmpTimeoutException">No answer in time; whether it was executed is unknown.</exception>
    /// <exception cref="QmpDisconnectedException">The connection is gone; whether it was executed is unknown.</exception>
    Task<JsonElement> ExecuteAsync(string command, JsonObject? arguments = null, TimeSpan? timeout = null, CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="ExecuteAsync"/>, but beside QEMU's main loop where QEMU can: the answer comes even while the main loop hangs, as that
    /// of a post-copy destination does when a page it needs cannot come. Only for commands that QEMU allows out of band.
    /// </summary>
    Task<JsonElement> ExecuteOutOfBandAsync(string command, JsonObject? arguments = null, CancellationToken cancellation = default);
}
