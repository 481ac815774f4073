using System.Net;
using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>
/// The most that this host may send to one peer, whatever is idle: how the storage host leaves room on the link of a host
/// that migrates.
/// </summary>
public sealed record LimitedPeer
{
    /// <param name="peer">The address the traffic goes to.</param>
    /// <param name="rate">
    /// The ceiling. Below <see cref="ClassRate.Smallest"/> it is raised to that:
    /// a guest whose disk gets nothing at all hangs.
    /// </param>
    public LimitedPeer(IPAddress peer, Mbps rate)
    {
        Peer = FlowMatch.Plain(peer);
        Rate = Mbps.Max(rate, ClassRate.Smallest);
    }

    public IPAddress Peer { get; }

    public Mbps Rate { get; }

    /// <summary>The class's id in reports.</summary>
    public string Id => $"to {Peer}";
}
