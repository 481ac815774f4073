using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning;

/// <summary>All that planning several moves may look at. The same snapshot always gives the same plan.</summary>
/// <param name="Hosts">Every host that a move or a running claim names, by name. Their traffic is that of applications: what running migrations send is not in it.</param>
/// <param name="Running">What the ledger holds already.</param>
public sealed record ClusterSnapshot(
    IReadOnlyDictionary<string, HostSnapshot> Hosts,
    IReadOnlyList<Claim> Running,
    PlanningSettings Settings,
    BandwidthModelSet Models,
    LedgerSettings Limits)
{
    /// <summary>For how long hosts are measured anew after a migration before a serial member is planned on them (thesis 4.4.2: "the profiles are updated").</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.Zero;
}
