using CsCheck;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Tests.Ledger;

/// <summary>A plausible claim to vary, and random ones on a handful of hosts.</summary>
internal static class Claims
{
    public const double Capacity = 1000;

    public static Claim One(
        string id, Urgency urgency = Urgency.Medium, double ideal = 800, double lower = 0, double upper = 0,
        string source = "alpha", string destination = "beta", string? group = null, double least = 50) =>
        new(id, group ?? id, source, destination, urgency, new Mbps(ideal), new SlaBounds(new Mbps(lower), new Mbps(upper)), new Mbps(least));

    public static Claim Raised(this Claim claim, double rate) => claim with { Raised = new Mbps(rate) };

    public static Claim Unreserved(this Claim claim, double most) => claim with { Unreserved = new Mbps(most) };

    /// <summary>Hosts of unlike capacity, and up to 14 claims between them: groups, raised ones, unreserved ones.</summary>
    public static Gen<(IReadOnlyList<HostCapacity> Hosts, IReadOnlyList<Claim> Claims)> Any { get; } = Gen.Select(
        Gen.Double[100, 2000].Array[4].Select(rates => (IReadOnlyList<HostCapacity>)[.. rates.Select((r, i) => new HostCapacity($"h{i}", new Mbps(r)))]),
        Gen.Select(AnyWish(), Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[0, 9]).Array[0, 14])
        .Select((hosts, wishes) => (hosts, (IReadOnlyList<Claim>)[.. wishes.Select((w, i) => Of(hosts, i, w.Item1, w.Item2, w.Item3, w.Item4))]));

    public static LinkLedger Ledger(LedgerSettings settings, params HostCapacity[] hosts) =>
        hosts.Aggregate(LinkLedger.Empty(settings), (ledger, host) => ledger.With(host));

    public static LinkLedger Ledger(IEnumerable<HostCapacity> hosts, IEnumerable<Claim> claims) =>
        claims.Aggregate(Ledger(LedgerSettings.Default, [.. hosts]), (ledger, claim) => ledger.With(claim));

    /// <summary>Begins each in turn if nothing is in its way.</summary>
    public static LinkLedger Admitted(IEnumerable<HostCapacity> hosts, IEnumerable<Claim> claims) => claims.Aggregate(
        Ledger(hosts, []), (ledger, claim) => ledger.Obstacle(claim) is null ? ledger.With(claim) : ledger);

    public static IEnumerable<LinkId> Links(IEnumerable<HostCapacity> hosts) =>
        hosts.SelectMany(h => new[] { new LinkId(h.Host, LinkDirection.Out), new LinkId(h.Host, LinkDirection.In) });

    private static Gen<(Urgency Urgency, double Ideal, double Lower, double Upper, double? Unreserved, double? Raised)> AnyWish() =>
        Gen.Select(Gen.Enum<Urgency>(), Gen.Double[0, 1.2], Gen.Double[0, 0.6], Gen.Double[0, 0.6], Gen.Int[0, 5], Gen.Double[0, 1])
            .Select((urgency, ideal, a, b, kind, rate) => (
                urgency, ideal, Math.Min(a, b), Math.Max(a, b), kind == 0 ? rate : (double?)null, kind == 1 ? rate : (double?)null));

    private static Claim Of(
        IReadOnlyList<HostCapacity> hosts,
        int index,
        (Urgency Urgency, double Ideal, double Lower, double Upper, double? Unreserved, double? Raised) wish,
        int source,
        int step,
        int group)
    {
        var (from, to) = (hosts[source], hosts[(source + step) % hosts.Count]);
        var total = Mbps.Min(from.Allocatable, to.Allocatable);

        // Members of one group go from one host to another, as those of a gang's parallel set do.
        var name = group < 3 ? $"g{group}-{from.Host}-{to.Host}" : $"m{index:00}";
        return new(
            $"m{index:00}", name, from.Host, to.Host, wish.Urgency, total * wish.Ideal, new SlaBounds(total * wish.Lower, total * wish.Upper), total * 0.05,
            wish.Unreserved is { } most ? total * most : null, wish.Raised is { } rate ? total * rate : null);
    }
}
