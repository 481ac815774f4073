namespace MigrationActors.Gangs.Reallocating;

/// <summary>The source's uplink at one instant.</summary>
/// <param name="Seconds">From the beginning.</param>
/// <param name="Stage">before, during or after: whether the late migration has its class.</param>
/// <param name="First">The first of the low ones.</param>
/// <param name="Second">The other.</param>
/// <param name="Late">The high one that comes in the middle.</param>
/// <param name="Rest">Everything else: the applications.</param>
/// <param name="ReservedMbps">All reservations together.</param>
public sealed record ReallocationRow(
    double Seconds, string Stage, ClassSample First, ClassSample Second, ClassSample Late, ClassSample Rest, double ReservedMbps);
