using MigrationActors.Core.Reservation;

namespace MigrationActors.Gangs.Expectation;

/// <summary>What the algorithms know of a VM. Rates in Mbit/s.</summary>
/// <param name="Ideal">ideal_bw.</param>
/// <param name="Lower">sla_lower.</param>
/// <param name="Upper">sla_upper.</param>
public sealed record MemberFigures(string Vm, Urgency Urgency, double Ideal, double Lower, double Upper);
