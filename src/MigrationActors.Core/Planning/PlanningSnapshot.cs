using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Planning;

/// <summary>All that a policy may look at. The same snapshot always gives the same plan.</summary>
/// <param name="Forced">The technique the caller insists on; null leaves it to the policy.</param>
public sealed record PlanningSnapshot(
    HostSnapshot Source,
    HostSnapshot Destination,
    VmSnapshot Vm,
    Urgency Urgency,
    Technique? Forced,
    PlanningSettings Settings,
    BandwidthModelSet Models);
