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

        foreach (var running in state.Open.Where(m => m.IsRunning))
        {
            // A host that is not heard holds what it held: its link is taken to be what it was when the migration was decided.
            foreach (var unheard in new[] { running.Request.Source, running.Request.Destination }.Where(name => hosts.Find(name) is null))
            {
                ledger = ledger.With(new HostCapacity(unheard, running.Traffic.Link));
            }

            var path = Mbps.Min(Allocatable(running.Request.Source, hosts, running), Allocatable(running.Request.Destination, hosts, running));
            var claim = Claim(running.Request, running.Decision, running.Accepted.Gang?.Group ?? running.Id, path, settings);
            claim = claim with { Least = Mbps.Max(claim.Least, needOf(running)) };
            ledger = ledger.With(raised.TryGetValue(running.Id, out var rate) ? claim with { Raised = rate, Unreserved = null } : claim);
        }

        return ledger;
    }

    /// <param name="path">What migrations and applications share on the slower of its two links.</param>
    public static Claim Claim(MigrationRequest request, MigrationDecision decision, string group, Mbps path, CoordinatorSettings settings) =>
        Core.Ledger.Claim.Of(
            request.Id,
            group,
            request.Source,
            request.Destination,
            request.Urgency,
            decision.IdealBandwidth,
            decision.Sla,
            path * settings.Planning.Reservation.MinimumMigrationRate,
            decision.AvailableBandwidth,
            decision.Reserved);

    public static HostCapacity Capacity(KnownHost host) => new(host.Name, host.Latest.Link - host.Latest.Control);

    private static Mbps Allocatable(string host, HostTable hosts, MigrationEntry running) =>
        hosts.Find(host) is { } known ? Capacity(known).Allocatable : running.Traffic.Link;
}
