using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Ledger;

/// <summary>What one migration takes of the two links it uses: what its source sends, and what its destination receives.</summary>
/// <param name="Id">The migration's id.</param>
/// <param name="Group">Claims of one group share one reservation, split by weight: the gang's parallel set. A migration by itself is a group of its own.</param>
/// <param name="Ideal">What the models say it should have.</param>
/// <param name="Least">What it must have to converge; it is never shrunk below. Above 0.</param>
/// <param name="Unreserved">What it may use at most where nothing is reserved for it; null where it has a reservation.</param>
/// <param name="Raised">The rate it was raised to because it did not converge, or null.</param>
public sealed record Claim(
    string Id,
    string Group,
    string Source,
    string Destination,
    Urgency Urgency,
    Mbps Ideal,
    SlaBounds Sla,
    Mbps Least,
    Mbps? Unreserved = null,
    Mbps? Raised = null)
{
    public LinkId Leaves => new(Source, LinkDirection.Out);

    public LinkId Arrives => new(Destination, LinkDirection.In);
}
