namespace MigrationActors.Core.Reservation;

/// <summary>How much a migration may take from the applications.</summary>
public enum Urgency
{
    /// <summary>The whole ideal bandwidth, whatever the SLA.</summary>
    High,

    /// <summary>Three quarters of it, as far as the SLA's lower bound stays.</summary>
    Medium,

    /// <summary>Half of it, as far as the SLA's upper bound stays.</summary>
    Low,
}
