using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>How one VM is to be moved, and why.</summary>
/// <param name="Ideal">The bandwidth the models say the migration should have.</param>
/// <param name="Available">What the applications leave unused on the path from source to destination.</param>
/// <param name="Total">What migration and applications share on that path.</param>
/// <param name="Reasons">One sentence for each step, in the order a person reads them.</param>
public sealed record MigrationPlan(
    TrafficClass SourceClass,
    TrafficClass DestinationClass,
    TrafficClass VmClass,
    Decision<Technique> Technique,
    Decision<Mbps> Ideal,
    Mbps Available,
    Mbps Total,
    Decision<SlaBounds> Sla,
    Decision<ReservationChoice> Reservation,
    IReadOnlyList<string> Reasons)
{
    private (TrafficClass, TrafficClass, TrafficClass, Decision<Technique>, Decision<Mbps>, Mbps, Mbps, Decision<SlaBounds>, Decision<ReservationChoice>) Decided =>
        (SourceClass, DestinationClass, VmClass, Technique, Ideal, Available, Total, Sla, Reservation);

    // By value, so that a plan that was stored and read again equals itself.
    public bool Equals(MigrationPlan? other) => other is not null && Decided.Equals(other.Decided) && Reasons.SequenceEqual(other.Reasons);

    public override int GetHashCode() => Decided.GetHashCode();
}
