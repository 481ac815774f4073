using System.Globalization;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Forecasting;

/// <summary>
/// How long a transfer takes and how long the guest stands still, from the bytes to send, the rate and, where known, the rate at which the
/// guest dirties its memory. Nothing in it is fitted to measurements of this product.
/// </summary>
public static class TransferForecast
{
    /// <summary>QEMU's downtime-limit as it is unless set: pre-copy switches over when what is left can be sent in this time (QEMU's QMP reference, "migrate-set-parameters").</summary>
    public static TimeSpan DowntimeLimit { get; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Devices' state, sent while the guest stands still; the order of magnitude of a PC with a few virtio devices.</summary>
    public const long DeviceStateBytes = 256 * 1024;

    /// <summary>Connecting both ways and switching the dirty log on, before the first page: the order of magnitude on a LAN.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromMilliseconds(50);

    /// <summary>Saving, loading and starting beside what the link takes: of the order of what lies between STOP and RESUME on an idle link.</summary>
    private static readonly TimeSpan Handover = TimeSpan.FromMilliseconds(25);

    /// <summary>The forecast for one constant rate.</summary>
    /// <param name="bytes">The memory to send, 0 or more.</param>
    /// <param name="rate">What the transfer has of the links, above 0.</param>
    /// <param name="dirtyRate">How fast the guest dirties memory; null where unknown, which counts as not at all, and the model says so.</param>
    /// <returns>Both times are <see cref="TimeSpan.MaxValue"/> for a pre-copy that does not converge at this rate.</returns>
    public static Forecast Of(Technique technique, long bytes, Mbps rate, Mbps? dirtyRate = null)
    {
        var sent = BytesToSend(technique, bytes, rate, dirtyRate);
        return sent == long.MaxValue
            ? new(TimeSpan.MaxValue, TimeSpan.MaxValue, Diverges(rate, dirtyRate))
            : new(Plus(At(sent, rate), Fixed(technique)), Downtime(technique, bytes, rate, dirtyRate), Model(technique, dirtyRate));
    }

    /// <summary>What crosses the link in all: the passes over the memory and the devices' state.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <returns>Bytes; <see cref="long.MaxValue"/> for a pre-copy that does not converge at this rate.</returns>
    public static long BytesToSend(Technique technique, long bytes, Mbps rate, Mbps? dirtyRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rate, Mbps.Zero);
        var memory = technique switch
        {
            Technique.PreCopy => PreCopyPasses.Over(bytes, rate, dirtyRate ?? Mbps.Zero, DowntimeLimit)?.Sent ?? double.PositiveInfinity,
            Technique.PostCopy => bytes,

            // The second pass is post-copy's: whatever the first one left dirty, each page once.
            Technique.Hybrid => bytes * (1 + Math.Min((dirtyRate ?? Mbps.Zero).Value / rate.Value, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(technique), technique, "There is no such migration technique."),
        };
        return memory + DeviceStateBytes < long.MaxValue ? (long)Math.Ceiling(memory) + DeviceStateBytes : long.MaxValue;
    }

    /// <summary>What is not bytes: connecting before the first page, handing over at the end. The same for every technique.</summary>
    public static TimeSpan Fixed(Technique technique) => Enum.IsDefined(technique)
        ? Handshake + Handover
        : throw new ArgumentOutOfRangeException(nameof(technique), technique, "There is no such migration technique.");

    /// <summary>How long the guest stands still, where the transfer has this rate at its switchover.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <returns><see cref="TimeSpan.MaxValue"/> for a pre-copy that does not converge at this rate.</returns>
    public static TimeSpan Downtime(Technique technique, long bytes, Mbps rate, Mbps? dirtyRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rate, Mbps.Zero);
        var devices = Plus(At(DeviceStateBytes, rate), Handover);
        return technique == Technique.PreCopy ? Plus(LeftAtSwitchover(bytes, rate, dirtyRate), devices) : devices;
    }

    private static TimeSpan LeftAtSwitchover(long bytes, Mbps rate, Mbps? dirtyRate)
    {
        if (dirtyRate is { } dirty)
        {
            return PreCopyPasses.Over(bytes, rate, dirty, DowntimeLimit) is { } passes ? At(passes.Left, rate) : TimeSpan.MaxValue;
        }

        // Nobody knows how much is left: as much as the limit allows, and no more than there is.
        var all = At(bytes, rate);
        return all < DowntimeLimit ? all : DowntimeLimit;
    }

    private static string Model(Technique technique, Mbps? dirtyRate) => technique switch
    {
        Technique.PreCopy => dirtyRate is { } dirty
            ? $"Geometric pre-copy: passes at a constant rate while the guest dirties {dirty}, until what is left fits QEMU's downtime limit of {Limit}; {Standstill}"
            : $"Single-pass pre-copy: the memory once at a constant rate, as the guest's dirty rate is unknown; a downtime of at most QEMU's limit of {Limit} for what is left; {Standstill}",
        Technique.PostCopy => $"Post-copy: the memory once at a constant rate; {Standstill}",
        Technique.Hybrid => dirtyRate is { } dirty
            ? $"Hybrid: one pass at a constant rate while the guest dirties {dirty}, then what was dirtied by post-copy; {Standstill}"
            : $"Hybrid: the memory once at a constant rate, as the guest's dirty rate is unknown; {Standstill}",
        _ => throw new ArgumentOutOfRangeException(nameof(technique), technique, "There is no such migration technique."),
    };

    private static string Diverges(Mbps rate, Mbps? dirtyRate) => dirtyRate is { } dirty
        ? $"Geometric pre-copy does not converge: the guest dirties {dirty}, and only {rate} can be sent."
        : $"More than can be sent at {rate}.";

    private static string Limit => string.Create(CultureInfo.InvariantCulture, $"{DowntimeLimit.TotalMilliseconds:0} ms");

    private static string Standstill => string.Create(
        CultureInfo.InvariantCulture,
        $"the guest also stands still for {DeviceStateBytes / 1024} KiB of device state and a handover of {Handover.TotalMilliseconds:0} ms.");

    private static TimeSpan At(double bytes, Mbps rate)
    {
        var seconds = bytes / rate.BytesPerSecond;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    private static TimeSpan Plus(TimeSpan a, TimeSpan b) => a > TimeSpan.MaxValue - b ? TimeSpan.MaxValue : a + b;
}
