using MigrationActors.Core.Ledger;

namespace MigrationActors.Actors.Coordination;

/// <summary>Those that wait for room on their links: by urgency, then by deadline, then by age. Pure.</summary>
public static class WaitingLine
{
    public static IEnumerable<MigrationEntry> InOrder(CoordinatorState state) => state.Open.Where(m => m.IsWaiting)
        .OrderBy(m => m.Request.Urgency)
        .ThenBy(m => m.Accepted.Deadline ?? DateTimeOffset.MaxValue)
        .ThenBy(m => m.Accepted.At)
        .ThenBy(m => m.Id, StringComparer.Ordinal);

    /// <summary>Who is before a new one on its links: it goes behind them, or those that need much would wait for ever.</summary>
    public static MigrationEntry? Ahead(Claim claim, DateTimeOffset? deadline, CoordinatorState state) => InOrder(state).FirstOrDefault(m =>
        Links(m).Overlaps([claim.Leaves, claim.Arrives])
        && (m.Request.Urgency, m.Accepted.Deadline ?? DateTimeOffset.MaxValue).CompareTo((claim.Urgency, deadline ?? DateTimeOffset.MaxValue)) <= 0);

    public static HashSet<LinkId> Links(MigrationEntry entry) =>
        [new LinkId(entry.Request.Source, LinkDirection.Out), new LinkId(entry.Request.Destination, LinkDirection.In)];
}
