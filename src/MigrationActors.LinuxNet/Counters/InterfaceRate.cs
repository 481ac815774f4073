using MigrationActors.Core.Traffic;

namespace MigrationActors.LinuxNet.Counters;

/// <summary>The rate of one interface as the host sees it: out = tx, in = rx.</summary>
/// <param name="Index">The kernel's number of the interface.</param>
/// <param name="Name">Its name in the latest sample.</param>
/// <param name="Window">The mean over the sliding window.</param>
/// <param name="Latest">The mean over the latest interval that counted.</param>
public sealed record InterfaceRate(int Index, string Name, TrafficRate Window, TrafficRate Latest)
{
    /// <summary>
    /// The same rates as the VM behind a tap sees them: what the host receives from the tap is what the VM sends.
    /// </summary>
    public InterfaceRate AsSeenByVm() => this with { Window = Mirror(Window), Latest = Mirror(Latest) };

    private static TrafficRate Mirror(TrafficRate rate) => new(Out: rate.In, In: rate.Out);
}
