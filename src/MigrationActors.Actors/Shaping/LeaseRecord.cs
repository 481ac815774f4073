namespace MigrationActors.Actors.Shaping;

/// <summary>What an agent leaves to its successor: the leases, and the numbers of the rules they became.</summary>
/// <param name="Numbers">Null between a change of the leases and that of the rules: what is in the kernel then, nobody can tell.</param>
public sealed record LeaseRecord(IReadOnlyList<Lease> Leases, RuleNumbers? Numbers)
{
    public static LeaseRecord Empty { get; } = new([], null);
}
