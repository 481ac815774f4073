namespace MigrationActors.Core.Reservation;

public enum Urgency
{
    High,
    Medium,
    Low,
}
