namespace MigrationActors.Core.Reservation;

/// <summary>What Algorithm 2 leaves open.</summary>
public sealed record ReservationSettings
{
    public static ReservationSettings Default { get; } = new();

    /// <summary>
    /// The least a migration gets, as a share of the total bandwidth, above 0 and at most 1. An SLA that takes the whole
    /// link would otherwise leave a migration that never ends. At 0.05 the applications keep 95 % of any SLA.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, above 1 or NaN.</exception>
    public double MinimumMigrationRate
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MinimumMigrationRate), value, "The minimum migration rate is a share of the total bandwidth, above 0 and at most 1.");
    } = 0.05;
}
