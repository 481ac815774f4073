using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>Algorithm 1 of the thesis (4.4.1), step by step.</summary>
public sealed class ThesisPolicy : IMigrationPolicy
{
    public string Name => "thesis";

    public PlanResult Plan(PlanningSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var (source, destination, vm, urgency, forced, settings, models) = snapshot;

        var path = new HostPath(source, destination, settings);
        var vmClass = TrafficClassifier.Classify(vm.Traffic, path.Link, settings.Classification);

        var selection = TechniqueSelector.Select(path.SourceClass, path.DestinationClass, forced, path.PostCopy);
        if (!selection.IsPossible)
        {
            return PlanResult.Refused(selection.Refusal);
        }

        var technique = selection.Decision;
        var ideal = IdealBandwidth.Estimate(models, technique.Choice, vm.Traffic, vmClass, path.Link);
        var sla = SlaResolver.Resolve(vm.Sla, vmClass, path.Link, settings.Sla);
        var reservation = ReservationAlgorithm.Decide(urgency, ideal.Choice, path.Available, path.Total, sla.Choice, settings.Reservation);

        return PlanResult.Planned(new MigrationPlan(
            path.SourceClass, path.DestinationClass, vmClass, technique, ideal, path.Available, path.Total, sla, reservation,
            [
                .. path.Reasons,
                PlanReasons.Class($"VM '{vm.Name}'", vmClass, vm.Traffic),
                technique.Reason,
                ideal.Reason,
                path.AvailableReason,
                sla.Reason,
                reservation.Reason,
            ]));
    }
}
