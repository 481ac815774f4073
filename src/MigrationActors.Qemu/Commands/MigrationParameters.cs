using System.Text.Json.Nodes;
using MigrationActors.Core;

namespace MigrationActors.Qemu.Commands;

/// <summary>What migrate-set-parameters may change, also while a migration runs. What is null stays as it is.</summary>
/// <param name="MaxBandwidth">The most that pre-copy may send. QEMU's own default is 128 MiB/s. More than zero, which QEMU takes for unlimited.</param>
/// <param name="MaxPostcopyBandwidth">The most that post-copy may push; a page the guest waits for is not held back. More than zero.</param>
/// <param name="DowntimeLimit">Pre-copy switches over when the rest fits in here. At most 2000 s, by QEMU's rule.</param>
/// <param name="Throttle">How much auto-converge may slow the guest's CPUs down.</param>
public sealed record MigrationParameters(
    Mbps? MaxBandwidth = null, Mbps? MaxPostcopyBandwidth = null, TimeSpan? DowntimeLimit = null, CpuThrottle? Throttle = null)
{
    /// <summary>Auto-converge is on but does nothing that anybody notices.</summary>
    public static MigrationParameters ThrottleHeld { get; } = new(Throttle: new CpuThrottle(1, 1, 1));

    /// <summary>Auto-converge may bite: QEMU's own first step and increment, up to its own most.</summary>
    public static MigrationParameters ThrottleFree { get; } = new(Throttle: new CpuThrottle(20, 10, 99));

    /// <summary>One cap for both phases: what a reservation gives.</summary>
    public static MigrationParameters Cap(Mbps rate) => new(rate, rate);

    /// <exception cref="ArgumentException">A rate of zero.</exception>
    public JsonObject ToJson()
    {
        var arguments = new JsonObject();
        if (MaxBandwidth is { } bandwidth)
            arguments["max-bandwidth"] = BytesPerSecond(bandwidth);
        if (MaxPostcopyBandwidth is { } postcopy)
            arguments["max-postcopy-bandwidth"] = BytesPerSecond(postcopy);
        if (DowntimeLimit is { } downtime)
            arguments["downtime-limit"] = (long)downtime.TotalMilliseconds;
        if (Throttle is { } throttle)
        {
            arguments["cpu-throttle-initial"] = throttle.Initial;
            arguments["cpu-throttle-increment"] = throttle.Increment;
            arguments["max-cpu-throttle"] = throttle.Most;
        }

        return arguments;
    }

    private static long BytesPerSecond(Mbps rate)
    {
        var bytes = (long)rate.BytesPerSecond;
        return bytes > 0
            ? bytes
            : throw new ArgumentException($"A migration cannot be capped at {rate}: QEMU takes zero for unlimited. Cap it higher, or cancel it.");
    }
}
