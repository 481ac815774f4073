namespace MigrationActors.Core.Reservation;

/// <summary>How much bandwidth a migration gets.</summary>
/// <param name="Reserved">The rate to reserve, never zero; null where nothing is reserved.</param>
/// <param name="MaxBandwidth">What the migration may use at most: the reserved rate, or what is available. Never zero, which QEMU reads as "no limit".</param>
public sealed record ReservationChoice(Mbps? Reserved, Mbps MaxBandwidth);
