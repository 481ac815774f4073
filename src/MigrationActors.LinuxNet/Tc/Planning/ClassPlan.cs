using System.Globalization;
using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>One HTB class with its queue and its filters, as numbers.</summary>
/// <param name="Priority">HTB's prio: the lowest is first to get what others leave idle.</param>
internal sealed record ClassPlan(int Minor, string Id, Mbps Rate, Mbps Ceil, int Priority, IReadOnlyList<FilterGroup> Filters)
{
    // A queue of this length absorbs a window of TCP on a LAN; the kernel's default of 1000 packets of up to 64 KiB would
    // let one bulk flow add seconds of delay to everything in its class.
    private static readonly TimeSpan LongestQueue = TimeSpan.FromMilliseconds(100);
    private const int ShortestQueueBytes = 256 * 1024;

    // The burst covers the time between two looks of the scheduler. Too small costs rate on fast links, too large evenness.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(1);
    private const int SmallestBurstBytes = 1600;

    // Bytes a class may send when it is its turn to borrow; in proportion to the rate, so that what is idle is shared like
    // what is guaranteed. Given always, for tc warns about the values it would compute.
    private const double QuantumPerRate = 0.001;
    private const int SmallestQuantum = 1600;
    private const int LargestQuantum = 200_000;

    /// <summary>The class's parameters as they stand in a tc line.</summary>
    public string Parameters => string.Create(
        CultureInfo.InvariantCulture,
        $"htb rate {Bits(Rate)} ceil {Bits(Ceil)} burst {BurstOf(Rate)} cburst {BurstOf(Ceil)} prio {Priority} quantum {Quantum}");

    /// <summary>The queue's parameters as they stand in a tc line.</summary>
    public string QueueParameters => string.Create(
        CultureInfo.InvariantCulture, $"bfifo limit {Math.Max(ShortestQueueBytes, Bytes(Ceil, LongestQueue))}b");

    private long Quantum => Math.Clamp((long)(Rate.BytesPerSecond * QuantumPerRate), SmallestQuantum, LargestQuantum);

    private static string Bits(Mbps rate) => Math.Round(rate.BitsPerSecond).ToString("0", CultureInfo.InvariantCulture) + "bit";

    private static string BurstOf(Mbps rate) =>
        Math.Max(SmallestBurstBytes, Bytes(rate, Burst)).ToString(CultureInfo.InvariantCulture) + "b";

    private static long Bytes(Mbps rate, TimeSpan time) => (long)(rate.BytesPerSecond * time.TotalSeconds);
}
