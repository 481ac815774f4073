using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Commands;

/// <summary>
/// The commands we use, typed. Each throws what <see cref="IQmpExecutor.ExecuteAsync"/> throws. After a timeout or a lost
/// connection, ask for the state before repeating a command that changes it.
/// </summary>
public sealed class QmpClient(IQmpExecutor qmp)
{
    public async Task<QemuVersion> QueryVersionAsync(CancellationToken cancellation = default) =>
        QemuVersion.Parse(await qmp.ExecuteAsync("query-version", cancellation: cancellation).ConfigureAwait(false));

    public async Task<VmStatus> QueryStatusAsync(CancellationToken cancellation = default) =>
        VmStatus.Parse(await qmp.ExecuteAsync("query-status", cancellation: cancellation).ConfigureAwait(false));

    public async Task<MigrationInfo> QueryMigrateAsync(CancellationToken cancellation = default) =>
        MigrationInfo.Parse(await qmp.ExecuteAsync("query-migrate", cancellation: cancellation).ConfigureAwait(false));

    public Task SetCapabilitiesAsync(IReadOnlyDictionary<string, bool> capabilities, CancellationToken cancellation = default)
    {
        var list = new JsonArray();
        foreach (var (name, state) in capabilities)
        {
            list.Add((JsonNode)new JsonObject { ["capability"] = name, ["state"] = state });
        }

        return qmp.ExecuteAsync("migrate-set-capabilities", new JsonObject { ["capabilities"] = list }, cancellation: cancellation);
    }

    public Task SetParametersAsync(MigrationParameters parameters, CancellationToken cancellation = default) =>
        qmp.ExecuteAsync("migrate-set-parameters", parameters.ToJson(), cancellation: cancellation);

    /// <summary>Tells a source to send its guest. Returns when QEMU has accepted, not when it has finished.</summary>
    /// <param name="resume">Go on with a post-copy that a broken link has paused, after <see cref="MigrateRecoverAsync"/> at the destination.</param>
    public Task MigrateAsync(MigrationEndpoint to, bool resume = false, CancellationToken cancellation = default)
    {
        var arguments = new JsonObject { ["uri"] = to.Uri };
        if (resume)
            arguments["resume"] = true;
        return qmp.ExecuteAsync("migrate", arguments, cancellation: cancellation);
    }

    /// <summary>Tells a QEMU that was started to await a migration where to listen. Capabilities must be set before.</summary>
    public Task MigrateIncomingAsync(MigrationEndpoint at, CancellationToken cancellation = default) =>
        qmp.ExecuteAsync("migrate-incoming", new JsonObject { ["uri"] = at.Uri }, cancellation: cancellation);

    public Task StartPostcopyAsync(CancellationToken cancellation = default) =>
        qmp.ExecuteAsync("migrate-start-postcopy", cancellation: cancellation);

    /// <summary>Cancels a pre-copy; the guest goes on at the source. Never after post-copy has begun: the guest could be lost.</summary>
    public Task CancelMigrationAsync(CancellationToken cancellation = default) =>
        qmp.ExecuteAsync("migrate_cancel", cancellation: cancellation);

    /// <summary>Makes the destination of a paused post-copy listen anew. It answers even while its guest waits for a page.</summary>
    /// <param name="at">With a port: while the guest waits for a page, QEMU cannot be asked which one it chose.</param>
    public Task MigrateRecoverAsync(MigrationEndpoint at, CancellationToken cancellation = default) =>
        qmp.ExecuteOutOfBandAsync("migrate-recover", new JsonObject { ["uri"] = at.Uri }, cancellation);

    /// <summary>Pauses a post-copy whose link hangs without breaking, so that it can be recovered.</summary>
    public Task MigratePauseAsync(CancellationToken cancellation = default) =>
        qmp.ExecuteOutOfBandAsync("migrate-pause", cancellation: cancellation);

    /// <summary>Stops the guest's CPUs.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => qmp.ExecuteAsync("stop", cancellation: cancellation);

    /// <summary>Runs the guest's CPUs. QEMU obeys even at a source whose guest has left: be sure that the other side is dead.</summary>
    public Task ContAsync(CancellationToken cancellation = default) => qmp.ExecuteAsync("cont", cancellation: cancellation);

    /// <summary>Ends this QEMU and its guest. An end of the connection instead of an answer is success.</summary>
    public async Task QuitAsync(CancellationToken cancellation = default)
    {
        try
        {
            await qmp.ExecuteAsync("quit", cancellation: cancellation).ConfigureAwait(false);
        }
        catch (QmpDisconnectedException)
        {
            // QEMU may be gone before its answer is out.
        }
    }
}
