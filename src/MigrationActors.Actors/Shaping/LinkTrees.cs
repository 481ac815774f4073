using System.Net;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>The trees that this host's leases add up to; null where a direction needs none.</summary>
public sealed record LinkTrees(ShapingTree? Egress, ShapingTree? Ingress)
{
    /// <summary>
    /// Of the link, what acknowledgements and post-copy's page requests are guaranteed on their way back: without them a
    /// destination that sends a lot itself slows the migration it receives.
    /// </summary>
    private const double ReturnShare = 0.02;

    public static LinkTrees None { get; } = new(null, null);

    public bool IsEmpty => Egress is null && Ingress is null;

    /// <exception cref="ReservationExceedsLinkException">The leases together are more than the link has.</exception>
    public static LinkTrees For(IReadOnlyCollection<Lease> leases, LinkCapacity capacity)
    {
        var sources = leases.Where(l => l.Order.Side == ShapingSide.Source).ToList();
        var destinations = leases.Where(l => l.Order.Side == ShapingSide.Destination).ToList();
        var storage = leases.Where(l => l.Order.Side == ShapingSide.Storage).ToList();

        var sent = sources.Select(l => new ReservedClass(l.Id, l.Order.Rate, Forward(l)))
            .Concat(destinations.Select(l => new ReservedClass(l.Id, Return(l, capacity), Forward(l).Reverse())));
        var received = destinations.Select(l => new ReservedClass(l.Id, l.Order.Rate, Forward(l)));
        return new LinkTrees(Tree([.. sent], Limits(storage, capacity), capacity), Tree([.. received], [], capacity));
    }

    private static ShapingTree? Tree(List<ReservedClass> reserved, List<LimitedPeer> limited, LinkCapacity capacity) =>
        reserved.Count == 0 && limited.Count == 0
            ? null
            : new ShapingTree(capacity.Shaped, capacity.Control, capacity.ControlPorts, reserved, limited);

    private static FlowMatch Forward(Lease lease) => new(
        IPAddress.Parse(lease.Order.SourceAddress), IPAddress.Parse(lease.Order.DestinationAddress), lease.Order.Port, null);

    private static Mbps Return(Lease lease, LinkCapacity capacity) =>
        Mbps.Max(ClassRate.Smallest, Mbps.Min(lease.Order.Rate, capacity.Link * ReturnShare));

    /// <summary>The storage server leaves every host that migrates the room that was reserved there.</summary>
    private static List<LimitedPeer> Limits(List<Lease> leases, LinkCapacity capacity) => [.. leases
        .SelectMany(l => new[] { (Peer: l.Order.SourceAddress, l.Order.Rate), (Peer: l.Order.DestinationAddress, l.Order.Rate) })
        .GroupBy(p => p.Peer, p => p.Rate, StringComparer.Ordinal)
        .Select(g => new LimitedPeer(IPAddress.Parse(g.Key), g.Aggregate(capacity.Allocatable, (left, rate) => left - rate)))];
}
