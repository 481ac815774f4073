namespace MigrationActors.Core.Traffic;

/// <summary>Names the kind of traffic from its two rates (thesis 4.4.1).</summary>
public static class TrafficClassifier
{
    /// <summary>The link on which the thesis chose its idle floor.</summary>
    private const double FloorLinkMbps = 1000;

    /// <summary>
    /// Idle where both directions are below the floor (scaled to <paramref name="link"/>), inbound or outbound where one
    /// exceeds the other by more than the threshold, else mixed. Give it rates of a window, not of one sample.
    /// </summary>
    public static TrafficClass Classify(TrafficRate rate, Mbps link, ClassificationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(rate);
        ArgumentNullException.ThrowIfNull(settings);

        // 10 Mbit/s is 1 % of the thesis's link; as a constant it would call a busy slow link idle.
        var floor = settings.IdleFloor * (link.Value / FloorLinkMbps);
        if (rate.Out < floor && rate.In < floor)
        {
            return TrafficClass.Idle;
        }

        if (rate.In > settings.Threshold * rate.Out)
        {
            return TrafficClass.Inbound;
        }

        return rate.Out > settings.Threshold * rate.In ? TrafficClass.Outbound : TrafficClass.Mixed;
    }
}
