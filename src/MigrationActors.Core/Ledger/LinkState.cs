using System.Collections.Immutable;

namespace MigrationActors.Core.Ledger;

/// <summary>One link: its capacity, the claims on it in order of their ids, and what each has of it.</summary>
internal sealed class LinkState
{
    private static readonly IComparer<Claim> ById = Comparer<Claim>.Create((a, b) => string.CompareOrdinal(a.Id, b.Id));

    public LinkState(LinkId id, Mbps capacity)
        : this(id, capacity, [])
    {
    }

    private LinkState(LinkId id, Mbps capacity, ImmutableArray<Claim> claims)
    {
        Id = id;
        Capacity = capacity;
        Claims = claims;
        Shares = LinkShares.Of(capacity, claims);
    }

    public LinkId Id { get; }

    public Mbps Capacity { get; }

    public ImmutableArray<Claim> Claims { get; }

    public IReadOnlyDictionary<string, Mbps> Shares { get; }

    public LinkState With(Mbps capacity) => capacity == Capacity ? this : new(Id, capacity, Claims);

    /// <summary>With a claim whose id is not here yet.</summary>
    public LinkState With(Claim claim) => new(Id, Capacity, Claims.Insert(~Claims.BinarySearch(claim, ById), claim));

    /// <summary>Without a claim that is here.</summary>
    public LinkState Without(Claim claim) => new(Id, Capacity, Claims.RemoveAt(Claims.BinarySearch(claim, ById)));
}
