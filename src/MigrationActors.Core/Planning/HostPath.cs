using MigrationActors.Core.Gang;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>What lies between a source and a destination: as fast as its slower end.</summary>
internal sealed class HostPath(HostSnapshot source, HostSnapshot destination, PlanningSettings settings)
{
    public Mbps Link { get; } = Mbps.Min(source.Link, destination.Link);

    public Mbps Total { get; } = Mbps.Min(source.Allocatable, destination.Allocatable);

    /// <summary>What the applications leave: the smaller of what the source may still send and the destination still receive.</summary>
    public Mbps Available => Mbps.Min(Total - source.Traffic.Out, Total - destination.Traffic.In);

    public TrafficClass SourceClass { get; } = TrafficClassifier.Classify(source.Traffic, source.Link, settings.Classification);

    public TrafficClass DestinationClass { get; } = TrafficClassifier.Classify(destination.Traffic, destination.Link, settings.Classification);

    public PostCopyCapability PostCopy
    {
        get
        {
            var obstacles = new[] { source, destination }
                .Where(h => !h.PostCopySupported && !string.IsNullOrWhiteSpace(h.PostCopyObstacle))
                .Select(h => $"{h.Name}: {h.PostCopyObstacle!.Trim().TrimEnd('.')}")
                .ToList();
            return new(source.PostCopySupported, destination.PostCopySupported, obstacles.Count == 0 ? null : string.Join("; ", obstacles));
        }
    }

    public IReadOnlyList<string> Reasons =>
    [
        PlanReasons.Class($"Source '{source.Name}'", SourceClass, source.Traffic),
        PlanReasons.Class($"Destination '{destination.Name}'", DestinationClass, destination.Traffic),
    ];

    public string AvailableReason =>
        $"Available {Available}: of {Total} in total the source sends {source.Traffic.Out}, the destination receives {destination.Traffic.In}.";

    public GangTraffic With(TrafficRate vms) => new(SourceClass, DestinationClass, ClassOf(vms));

    /// <summary>As it is expected when the VMs have moved: the source without their traffic, the destination with it.</summary>
    public GangTraffic After(TrafficRate vms) => new(
        TrafficClassifier.Classify(new TrafficRate(source.Traffic.Out - vms.Out, source.Traffic.In - vms.In), source.Link, settings.Classification),
        TrafficClassifier.Classify(new TrafficRate(destination.Traffic.Out + vms.Out, destination.Traffic.In + vms.In), destination.Link, settings.Classification),
        ClassOf(vms));

    private TrafficClass ClassOf(TrafficRate vms) => TrafficClassifier.Classify(vms, Link, settings.Classification);
}
