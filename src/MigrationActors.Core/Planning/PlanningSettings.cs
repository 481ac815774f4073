using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>Everything about a plan that an operator may tune.</summary>
public sealed record PlanningSettings
{
    public static PlanningSettings Default { get; } = new();

    public ClassificationSettings Classification { get; init; } = new();

    public SlaSettings Sla { get; init; } = new();

    public ReservationSettings Reservation { get; init; } = ReservationSettings.Default;
}
