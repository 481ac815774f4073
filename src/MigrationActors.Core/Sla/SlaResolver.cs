using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Sla;

/// <summary>Finds the SLA bounds of a VM in one of three ways: stated bounds, a stated type, or the type its traffic suggests.</summary>
public static class SlaResolver
{
    /// <param name="vm">The class of the VM's own traffic.</param>
    /// <param name="link">The link that the shares of a workload type are taken of.</param>
    public static Decision<SlaBounds> Resolve(SlaStatement stated, TrafficClass vm, Mbps link, SlaSettings settings)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(settings);

        if (stated.Bounds is { } bounds)
        {
            return new(bounds, $"SLA {Text(bounds)}, as the VM's definition states{Excess(bounds, link)}.");
        }

        if (stated.Workload is { } workload)
        {
            var ofStated = settings.For(workload).Of(link);
            return new(ofStated, $"SLA {Text(ofStated)}, the shares of a {Text(workload)} workload, which the VM's definition states, on a link of {link}.");
        }

        var suggested = SuggestedBy(vm);
        var ofSuggested = settings.For(suggested).Of(link);
        return new(
            ofSuggested,
            $"SLA {Text(ofSuggested)}, the shares of a {Text(suggested)} workload on a link of {link}: the VM's definition states none, its traffic ({Text(vm)}) suggests it.");
    }

    private static WorkloadType SuggestedBy(TrafficClass vm) => vm switch
    {
        TrafficClass.Idle => WorkloadType.Archival,
        TrafficClass.Outbound => WorkloadType.ContentDelivery,
        TrafficClass.Inbound => WorkloadType.Analytical,
        TrafficClass.Mixed => WorkloadType.Transactional,
        _ => throw new ArgumentOutOfRangeException(nameof(vm), vm, "There is no such traffic class."),
    };

    private static string Text(SlaBounds bounds) => $"{bounds.Lower} to {bounds.Upper}";

    private static string Text(WorkloadType workload) =>
        workload == WorkloadType.ContentDelivery ? "content-delivery" : workload.ToString().ToLowerInvariant();

    private static string Text(TrafficClass traffic) => traffic.ToString().ToLowerInvariant();

    // Kept as stated: it is the user's promise. Only the reason tells that this link cannot hold it.
    private static string Excess(SlaBounds bounds, Mbps link) =>
        bounds.Upper > link ? $" (more than the link's {link} can hold)" : "";
}
