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

        // The path is as fast as its slower end.
        var link = Mbps.Min(source.Link, destination.Link);
        var total = Mbps.Min(source.Allocatable, destination.Allocatable);
        var available = Mbps.Min(total - source.Traffic.Out, total - destination.Traffic.In);

        var sourceClass = TrafficClassifier.Classify(source.Traffic, source.Link, settings.Classification);
        var destinationClass = TrafficClassifier.Classify(destination.Traffic, destination.Link, settings.Classification);
        var vmClass = TrafficClassifier.Classify(vm.Traffic, link, settings.Classification);

        var selection = TechniqueSelector.Select(sourceClass, destinationClass, forced, PostCopyOf(source, destination));
        if (!selection.IsPossible)
        {
            return PlanResult.Refused(selection.Refusal);
        }

        var technique = selection.Decision;
        var ideal = IdealBandwidth.Estimate(models, technique.Choice, vm.Traffic, vmClass, link);
        var sla = SlaResolver.Resolve(vm.Sla, vmClass, link, settings.Sla);
        var reservation = ReservationAlgorithm.Decide(urgency, ideal.Choice, available, total, sla.Choice, settings.Reservation);

        return PlanResult.Planned(new MigrationPlan(
            sourceClass, destinationClass, vmClass, technique, ideal, available, total, sla, reservation,
            [
                ClassReason($"Source '{source.Name}'", sourceClass, source.Traffic),
                ClassReason($"Destination '{destination.Name}'", destinationClass, destination.Traffic),
                ClassReason($"VM '{vm.Name}'", vmClass, vm.Traffic),
                technique.Reason,
                ideal.Reason,
                $"Available {available}: of {total} in total the source sends {source.Traffic.Out}, the destination receives {destination.Traffic.In}.",
                sla.Reason,
                reservation.Reason,
            ]));
    }

    private static PostCopyCapability PostCopyOf(HostSnapshot source, HostSnapshot destination)
    {
        var obstacles = new[] { source, destination }
            .Where(h => !h.PostCopySupported && !string.IsNullOrWhiteSpace(h.PostCopyObstacle))
            .Select(h => $"{h.Name}: {h.PostCopyObstacle!.Trim().TrimEnd('.')}")
            .ToList();
        return new(source.PostCopySupported, destination.PostCopySupported, obstacles.Count == 0 ? null : string.Join("; ", obstacles));
    }

    private static string ClassReason(string who, TrafficClass kind, TrafficRate traffic) =>
        $"{who} is {kind.ToString().ToLowerInvariant()}: {traffic.Out} out, {traffic.In} in.";
}
