namespace MigrationActors.Gangs.Expectation;

/// <summary>The thesis's tot_bw on a link that the product shapes, in Mbit/s.</summary>
public static class LinkBudget
{
    /// <summary>Who shapes must be the bottleneck.</summary>
    private const double HandedOut = 0.95;

    /// <summary>Kept for the cluster's own traffic, at least <see cref="LeastControl"/>.</summary>
    private const double ControlShare = 0.01;
    private const double LeastControl = 1;

    /// <summary>The class of everything else, which HTB does not take without a rate.</summary>
    private const double SmallestClass = 0.1;

    /// <summary>What migrations and applications share.</summary>
    /// <param name="link">The link's capacity.</param>
    public static double Total(double link) => (HandedOut * link) - Math.Max(ControlShare * link, LeastControl) - SmallestClass;

    /// <summary>avail_bw: the smaller of what the source may still send and the destination still receive.</summary>
    public static double Available(double total, double sourceOut, double destinationIn) => Math.Max(0, total - Math.Max(sourceOut, destinationIn));
}
