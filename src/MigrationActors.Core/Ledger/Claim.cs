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
    /// <summary>The claim that follows from a decision, planned or under way.</summary>
    /// <param name="available">What the applications leave unused on the path. All of it, and not its share of that, where nothing is reserved: when others end, it may have the rest.</param>
    /// <param name="reserved">What is reserved for it, or null.</param>
    public static Claim Of(
        string id, string group, string source, string destination, Urgency urgency, Mbps ideal, SlaBounds sla, Mbps least, Mbps available, Mbps? reserved) =>
        new(id, group, source, destination, urgency, ideal, sla, least, reserved is null ? Mbps.Max(available, least) : null);

    public LinkId Leaves => new(Source, LinkDirection.Out);

    public LinkId Arrives => new(Destination, LinkDirection.In);
}
