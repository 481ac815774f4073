using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Bandwidth;

/// <summary>The bandwidth a migration should have for this VM's traffic (Algorithm 1 line 19, models of thesis 3.3).</summary>
public static class IdealBandwidth
{
    /// <summary>
    /// Looks the rate up in the model that the VM's class picks. The models are scaled from the link they were fitted at to
    /// <paramref name="link"/>; the result is between 0 and <paramref name="link"/>.
    /// </summary>
    /// <param name="vm">The VM's own traffic.</param>
    /// <param name="vmClass">Its class.</param>
    /// <param name="link">The link the migration runs over, above 0.</param>
    public static Decision<Mbps> Estimate(BandwidthModelSet models, Technique technique, TrafficRate vm, TrafficClass vmClass, Mbps link)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(vm);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(link, Mbps.Zero);

        var traffic = ModelFor(technique, vmClass);
        var model = models.Models.First(m => m.Technique == technique && m.Traffic == traffic);
        var measured = model.X == ModelAxis.Out ? vm.Out : vm.In;

        // A burst can measure above the link; the last segment ends there.
        var x = Math.Min(measured.Value * models.Link.Value / link.Value, models.Link.Value);
        var segment = model.SegmentIndexAt(x);
        var y = model.Segments[segment].At(x) * link.Value / models.Link.Value;
        var ideal = new Mbps(Math.Clamp(y, 0, link.Value));
        return new(ideal, Reason(models, model, segment, measured, x, ideal, link));
    }

    private static ModelTraffic ModelFor(Technique technique, TrafficClass vmClass) => vmClass switch
    {
        TrafficClass.Inbound => ModelTraffic.Incoming,
        TrafficClass.Outbound => ModelTraffic.Outgoing,
        TrafficClass.Mixed => ModelTraffic.Mixed,

        // Nothing dominates in an idle VM, so the direction counts in which its technique would meet contention first.
        TrafficClass.Idle => technique == Technique.PostCopy ? ModelTraffic.Incoming : ModelTraffic.Outgoing,
        _ => throw new ArgumentOutOfRangeException(nameof(vmClass), vmClass, "There is no such traffic class."),
    };

    private static string Reason(BandwidthModelSet models, BandwidthModel model, int segment, Mbps measured, double x, Mbps ideal, Mbps link)
    {
        var axis = model.X == ModelAxis.Out ? "out" : "in";
        var scaled = link == models.Link ? "" : $" (that is {new Mbps(x)} on the model's {models.Link} link)";
        return $"Ideal {ideal}: model {model.Text()} of '{models.Name}' at x = {measured} {axis} of the VM{scaled}, {model.SegmentText(segment)}.";
    }
}
