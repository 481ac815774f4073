using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Migration;

/// <summary>
/// The steps of one transfer, in this order: prepare the destination, start the source, switch to post-copy where that is wanted, and
/// read the outcome when a MIGRATION event says that it has ended. Each throws what <see cref="QmpClient"/> throws.
/// </summary>
public static class TransferSteps
{
    private const int MostReads = 50;
    private const int MostListens = 50;
    private static readonly TimeSpan ListenAgainAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(10);

    /// <summary>Sets the capabilities of a QEMU that awaits a migration, and makes it listen.</summary>
    /// <param name="at">An address of the destination's own. Port 0 lets the kernel choose.</param>
    /// <returns>The port it listens on.</returns>
    public static async Task<int> PrepareDestinationAsync(
        QmpClient destination, Technique technique, MigrationEndpoint at, CancellationToken cancellation = default)
    {
        await destination.SetCapabilitiesAsync(MigrationCapabilities.For(technique), cancellation).ConfigureAwait(false);
        await destination.MigrateIncomingAsync(at, cancellation).ConfigureAwait(false);
        return await ListeningPortAsync(destination, at, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sets the source's capabilities and its cap, and starts. Returns when QEMU has accepted.</summary>
    /// <param name="maxBandwidth">For pre-copy and post-copy alike; more than zero.</param>
    public static async Task StartSourceAsync(
        QmpClient source, Technique technique, MigrationEndpoint to, Mbps maxBandwidth, bool postcopyAllowed = false, CancellationToken cancellation = default)
    {
        await source.SetCapabilitiesAsync(MigrationCapabilities.For(technique, postcopyAllowed), cancellation).ConfigureAwait(false);
        var parameters = MigrationParameters.ThrottleHeld with { MaxBandwidth = maxBandwidth, MaxPostcopyBandwidth = maxBandwidth };
        await source.SetParametersAsync(parameters, cancellation).ConfigureAwait(false);
        await source.MigrateAsync(to, cancellation: cancellation).ConfigureAwait(false);
    }

    /// <summary>The source's figures after the end. QEMU may say completed an instant before they are filled in, so it is asked again.</summary>
    public static async Task<MigrationInfo> ReadOutcomeAsync(QmpClient source, TimeProvider time, CancellationToken cancellation = default)
    {
        var info = await source.QueryMigrateAsync(cancellation).ConfigureAwait(false);
        for (var reads = 1; reads < MostReads && IsUnfinished(info); reads++)
        {
            await Task.Delay(ReadAgainAfter, time, cancellation).ConfigureAwait(false);
            info = await source.QueryMigrateAsync(cancellation).ConfigureAwait(false);
        }

        return info;
    }

    /// <summary>Cancels a pre-copy; the guest goes on at the source. Nothing happens where no migration runs.</summary>
    /// <exception cref="UnsafeCancelException">Post-copy has begun.</exception>
    public static async Task CancelAsync(QmpClient source, CancellationToken cancellation = default)
    {
        var info = await source.QueryMigrateAsync(cancellation).ConfigureAwait(false);
        if (info.Status.IsPostcopy())
            throw new UnsafeCancelException(info.RawStatus);
        if (info.Status != MigrationStatus.None && !info.Status.HasEnded())
            await source.CancelMigrationAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Goes on with a post-copy that a broken link has paused on both sides.</summary>
    /// <param name="at">Where the destination is to listen anew; its old endpoint will do. Port 0 is refused.</param>
    public static async Task RecoverPostcopyAsync(
        QmpClient source, QmpClient destination, MigrationEndpoint at, TimeProvider time, CancellationToken cancellation = default)
    {
        await ListenAnewAsync(destination, at, time, cancellation).ConfigureAwait(false);
        await source.MigrateAsync(at, resume: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the destination of a paused post-copy listen anew: the first half of a recovery. Never asks for its state, because a
    /// guest that waits for a page may block the answer.
    /// </summary>
    /// <param name="at">Where it is to listen; its old endpoint will do. Port 0 is refused.</param>
    public static async Task ListenAnewAsync(QmpClient destination, MigrationEndpoint at, TimeProvider time, CancellationToken cancellation = default)
    {
        if (at.Port == 0)
            throw new ArgumentException("A recovery needs a port: a destination that waits for a page cannot be asked which one it chose.", nameof(at));

        for (var tries = 1; ; tries++)
        {
            try
            {
                await destination.MigrateRecoverAsync(at, cancellation).ConfigureAwait(false);
                return;
            }
            catch (QmpCommandException e) when (tries < MostListens && e.Description.Contains("in use", StringComparison.OrdinalIgnoreCase))
            {
                // A destination that has just been paused may hold its old listener for an instant longer.
            }
            catch (QmpCommandException e) when (tries < MostListens && e.Description.Contains("when postcopy is paused", StringComparison.OrdinalIgnoreCase))
            {
                // It has not noticed yet that the link broke: the source's end of it is gone for good.
                await PauseAsync(destination, cancellation).ConfigureAwait(false);
            }

            await Task.Delay(ListenAgainAfter, time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Breaks a post-copy that hangs, on either side. Where there is none to break, nothing happens.</summary>
    public static async Task PauseAsync(QmpClient side, CancellationToken cancellation = default)
    {
        try
        {
            await side.MigratePauseAsync(cancellation).ConfigureAwait(false);
        }
        catch (QmpCommandException)
        {
            // It is paused already, or being recovered: what QEMU is in, it says when asked.
        }
    }

    private static async Task<int> ListeningPortAsync(QmpClient destination, MigrationEndpoint at, CancellationToken cancellation) =>
        at.Port != 0
            ? at.Port
            : (await destination.QueryMigrateAsync(cancellation).ConfigureAwait(false)).ListeningPort
              ?? throw new QmpProtocolException($"QEMU listens at {at.Address}, but does not say on which port; name a port instead of 0.");

    private static bool IsUnfinished(MigrationInfo info) =>
        info.Status == MigrationStatus.Completed && !info.HasFigures;
}
