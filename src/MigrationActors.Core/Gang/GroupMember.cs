using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Gang;

/// <summary>One VM of those that are moved at the same time from one host to another.</summary>
/// <param name="Ideal">What the models say its migration should have.</param>
public sealed record GroupMember(string Vm, Urgency Urgency, Mbps Ideal, SlaBounds Sla);
