using MigrationActors.Core;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// The links and who holds what of them, made anew from what runs whenever it is asked for: so it never says anything else than the
/// coordinator's book, also after a change of coordinators. Pure.
/// </summary>
public static class Ledgers
{
    /// <param name="raised">To which rate a migration was raised because it did not converge: that is a reservation, whatever was decided first.</param>
    /// <param name="needOf">What a migration must have to converge. Only as far as it has that much already: it is not shrunk below.</param>
    public static LinkLedger Of(
        CoordinatorState state, HostTable hosts, IReadOnlyDictionary<string, Mbps> raised, Func<MigrationEntry, Mbps> needOf, CoordinatorSettings settings)
    {
        var ledger = hosts.All.Aggregate(LinkLedger.Empty(settings.Ledger), (known, host) => known.With(Capacity(host)));

        // Right after a takeover a host may not have been heard yet; its migrations count as soon as it is.
        foreach (var running in state.Open.Where(m => m.IsRunning))
        {
            if (hosts.Find(running.Request.Source) is { } source && hosts.Find(running.Request.Destination) is { } destination)
            {
                var claim = Claim(running.Request, running.Decision, running.Accepted.Gang?.Group ?? running.Id, source, destination, settings);
                claim = claim with { Least = Mbps.Max(claim.Least, needOf(running)) };
                ledger = ledger.With(raised.TryGetValue(running.Id, out var rate) ? claim with { Raised = rate, Unreserved = null } : claim);
            }
        }

        return ledger;
    }

    public static Claim Claim(
        MigrationRequest request, MigrationDecision decision, string group, KnownHost source, KnownHost destination, CoordinatorSettings settings) =>
        Core.Ledger.Claim.Of(
            request.Id,
            group,
            request.Source,
            request.Destination,
            request.Urgency,
            decision.IdealBandwidth,
            decision.Sla,
            Least(source, destination, settings),
            decision.AvailableBandwidth,
            decision.Reserved);

    private static Mbps Least(KnownHost source, KnownHost destination, CoordinatorSettings settings) =>
        Mbps.Min(Capacity(source).Allocatable, Capacity(destination).Allocatable) * settings.Planning.Reservation.MinimumMigrationRate;

    public static HostCapacity Capacity(KnownHost host) => new(host.Name, host.Latest.Link - host.Latest.Control);
}
