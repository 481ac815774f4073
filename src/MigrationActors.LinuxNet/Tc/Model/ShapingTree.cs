using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>
/// How one link is to be shared: a small guarantee for the cluster's own traffic, one per reservation, ceilings toward
/// limited peers, and the rest for everything else. All guarantees together are never more than the link.
/// </summary>
public sealed record ShapingTree
{
    /// <summary>The id of the cluster's own traffic's class, in reports.</summary>
    public const string ControlId = "control";

    /// <summary>The id of everything else's class, in reports.</summary>
    public const string DefaultId = "default";

    // Sums of rates that were divided from a whole miss it by rounding.
    private const double RoundingMbps = 1e-6;

    /// <param name="link">The link's capacity.</param>
    /// <param name="control">Guaranteed to the cluster's own traffic; at least <see cref="ClassRate.Smallest"/>.</param>
    /// <param name="controlPorts">What the cluster's own traffic is known by.</param>
    /// <param name="reserved">The reservations, with different ids.</param>
    /// <param name="limited">The ceilings, for different peers.</param>
    /// <exception cref="ReservationExceedsLinkException">The guarantees are more than <see cref="Reservable(Mbps,Mbps)"/>.</exception>
    /// <exception cref="ArgumentException">A rate is too small, or an id or peer is there twice.</exception>
    public ShapingTree(
        Mbps link, Mbps control, ControlPorts controlPorts, IReadOnlyList<ReservedClass> reserved, IReadOnlyList<LimitedPeer> limited)
    {
        Link = link;
        Control = control;
        ControlPorts = controlPorts;
        Reserved = reserved;
        Limited = limited;
        CheckNames();
        CheckRates();
    }

    public Mbps Link { get; }

    public Mbps Control { get; }

    public ControlPorts ControlPorts { get; }

    public IReadOnlyList<ReservedClass> Reserved { get; }

    public IReadOnlyList<LimitedPeer> Limited { get; }

    public Mbps TotalReserved => Reserved.Aggregate(Mbps.Zero, (sum, r) => sum + r.Rate);

    /// <summary>What a link of this capacity can guarantee to migrations, all together.</summary>
    public static Mbps Reservable(Mbps link, Mbps control) => link - control - ClassRate.Smallest;

    /// <summary>
    /// What a limited peer is sure of. A ceiling is no claim, and the ceilings of several peers may well exceed the link;
    /// so what is left after reservations is shared evenly between the limited peers and all others.
    /// </summary>
    public Mbps GuaranteeOf(LimitedPeer peer) =>
        Mbps.Max(ClassRate.Smallest, Mbps.Min(peer.Rate, Unreserved * (1.0 / (Limited.Count + 1))));

    /// <summary>What everything that matches nothing is sure of.</summary>
    public Mbps Default =>
        Mbps.Max(ClassRate.Smallest, Limited.Aggregate(Unreserved, (rest, peer) => rest - GuaranteeOf(peer)));

    private Mbps Unreserved => Link - Control - TotalReserved;

    private void CheckNames()
    {
        var ids = Reserved.Select(r => r.Id).Concat(Limited.Select(l => l.Id)).ToList();
        if (ids.Any(i => string.IsNullOrWhiteSpace(i) || i is ControlId or DefaultId))
        {
            throw new ArgumentException($"A reservation needs an id of its own, neither empty nor '{ControlId}' or '{DefaultId}'.");
        }

        if (ids.GroupBy(i => i, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{twice.Key}' is in the tree twice; ids and limited peers must differ.");
        }
    }

    private void CheckRates()
    {
        if (Control < ClassRate.Smallest || Reserved.Any(r => r.Rate < ClassRate.Smallest))
        {
            throw new ArgumentException($"A guarantee below {ClassRate.Smallest} is none: raise it, or leave the reservation out.");
        }

        // Each limited peer's smallest guarantee comes out of the same link.
        var reservable = Reservable(Link, Control) - (ClassRate.Smallest * Limited.Count);
        if (TotalReserved.Value > reservable.Value + RoundingMbps)
        {
            throw new ReservationExceedsLinkException(TotalReserved, reservable, Link);
        }
    }
}
