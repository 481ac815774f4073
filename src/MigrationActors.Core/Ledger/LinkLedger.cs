using System.Collections.Immutable;

namespace MigrationActors.Core.Ledger;

/// <summary>
/// What every link of the cluster has to give, who has a claim on it, and the rates that follow. Immutable; a change costs in proportion to the claims on
/// the links concerned, never to the whole cluster.
/// </summary>
public sealed class LinkLedger
{
    private readonly LedgerSettings _settings;
    private readonly ImmutableDictionary<LinkId, LinkState> _links;
    private readonly ImmutableDictionary<string, Claim> _claims;

    private LinkLedger(LedgerSettings settings, ImmutableDictionary<LinkId, LinkState> links, ImmutableDictionary<string, Claim> claims)
    {
        _settings = settings;
        _links = links;
        _claims = claims;
    }

    /// <summary>All claims, in no order.</summary>
    public IReadOnlyCollection<Claim> Claims => [.. _claims.Values];

    public static LinkLedger Empty(LedgerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(
            settings,
            ImmutableDictionary<LinkId, LinkState>.Empty,
            ImmutableDictionary.Create<string, Claim>(StringComparer.Ordinal));
    }

    /// <summary>Adds a host, or changes what its link has; the claims on it stay.</summary>
    /// <exception cref="ArgumentException">The capacity is 0.</exception>
    public LinkLedger With(HostCapacity host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (host.Allocatable == Mbps.Zero)
        {
            throw new ArgumentException($"Host '{host.Host}' has 0 Mbit/s for migrations and applications; set the rate of its uplink.", nameof(host));
        }

        var links = _links;
        foreach (var direction in new[] { LinkDirection.Out, LinkDirection.In })
        {
            var id = new LinkId(host.Host, direction);
            links = links.SetItem(id, links.TryGetValue(id, out var known) ? known.With(host.Allocatable) : new LinkState(id, host.Allocatable));
        }

        return new(_settings, links, _claims);
    }

    /// <summary>Puts a claim, or replaces the one of the same id. Whether it may begin is not asked here: see <see cref="Obstacle"/>.</summary>
    /// <exception cref="ArgumentException">A host is not known, both are the same, or the claim's least is 0.</exception>
    public LinkLedger With(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (Mistake(claim) is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(claim));
        }

        var rest = Without(claim.Id);
        var links = rest._links
            .SetItem(claim.Leaves, rest._links[claim.Leaves].With(claim))
            .SetItem(claim.Arrives, rest._links[claim.Arrives].With(claim));
        return new(_settings, links, rest._claims.SetItem(claim.Id, claim));
    }

    /// <summary>Takes a claim back; one that is not here changes nothing.</summary>
    public LinkLedger Without(string id)
    {
        if (!_claims.TryGetValue(id, out var claim))
        {
            return this;
        }

        var links = _links
            .SetItem(claim.Leaves, _links[claim.Leaves].Without(claim))
            .SetItem(claim.Arrives, _links[claim.Arrives].Without(claim));
        return new(_settings, links, _claims.Remove(id));
    }

    public Claim? Find(string id) => _claims.GetValueOrDefault(id);

    /// <summary>The claims on a link, ordered by id; none on a link that is not known.</summary>
    public IReadOnlyList<Claim> On(LinkId link) => _links.TryGetValue(link, out var state) ? state.Claims : [];

    /// <summary>What a migration has: the smaller of its shares on the two links it uses.</summary>
    /// <exception cref="KeyNotFoundException">There is no such claim.</exception>
    public Mbps RateOf(string id) => _claims.TryGetValue(id, out var claim)
        ? RateOf(claim)
        : throw new KeyNotFoundException($"The ledger holds no claim of '{id}'.");

    /// <summary>The rates of all that share a link with this one, itself included: what may have changed when it came.</summary>
    /// <exception cref="KeyNotFoundException">There is no such claim.</exception>
    public IReadOnlyDictionary<string, Mbps> RatesBeside(string id) => _claims.TryGetValue(id, out var claim)
        ? Around(claim).DistinctBy(c => c.Id).ToDictionary(c => c.Id, RateOf, StringComparer.Ordinal)
        : throw new KeyNotFoundException($"The ledger holds no claim of '{id}'.");

    /// <summary>Who shares a link with this claim, which need not be in the ledger; it is not among them itself.</summary>
    public IReadOnlySet<string> Beside(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Around(claim).Select(c => c.Id).Where(id => id != claim.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Why a migration must wait, in a sentence that names the link, the amounts and who holds them; null where it may begin.</summary>
    public string? Obstacle(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (Mistake(claim) is { } mistake)
        {
            return mistake;
        }

        var rest = Without(claim.Id);
        return Admission.Obstacle(rest._links[claim.Leaves], claim, _settings.MostOutgoing, _settings.AdmissionShare)
            ?? Admission.Obstacle(rest._links[claim.Arrives], claim, _settings.MostIncoming, _settings.AdmissionShare);
    }

    private string? Mistake(Claim claim)
    {
        if (claim.Source == claim.Destination)
        {
            return $"'{claim.Id}' would move from '{claim.Source}' to itself; name another destination.";
        }

        if (claim.Least == Mbps.Zero)
        {
            return $"'{claim.Id}' claims a least of 0 Mbit/s; a migration needs something to converge.";
        }

        return !_links.ContainsKey(claim.Leaves) ? Unknown(claim.Source)
            : !_links.ContainsKey(claim.Arrives) ? Unknown(claim.Destination)
            : null;
    }

    private static string Unknown(string host) => $"Nobody knows what the link of host '{host}' has: its agent has not reported yet.";

    private IEnumerable<Claim> Around(Claim claim) => On(claim.Leaves).Concat(On(claim.Arrives));

    private Mbps RateOf(Claim claim) => Mbps.Min(_links[claim.Leaves].Shares[claim.Id], _links[claim.Arrives].Shares[claim.Id]);
}
