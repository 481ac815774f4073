using MigrationActors.Core.Traffic;

namespace MigrationActors.Gangs.Expectation;

/// <summary>The application traffic of one host, and what the thesis calls it (4.4.1).</summary>
/// <param name="OutShare">What it sends, as a share of the link.</param>
/// <param name="InShare">What it receives, likewise.</param>
public sealed record Background(string Name, TrafficClass Class, double OutShare, double InShare)
{
    /// <summary>
    /// Nearly half of the link. Both hosts' flows end at the external peer, whose own link has to bear them all, with their headers, and the coordinator.
    /// </summary>
    private const double Half = 0.45;

    private const double NearlyAll = 0.9;

    public static readonly Background Idle = new("idle", TrafficClass.Idle, 0, 0);
    public static readonly Background In = new("in", TrafficClass.Inbound, 0, Half);
    public static readonly Background Out = new("out", TrafficClass.Outbound, Half, 0);
    public static readonly Background Mixed = new("mixed", TrafficClass.Mixed, Half, Half);

    /// <summary>So much that hardly anything is available.</summary>
    public static readonly Background Saturated = new("saturated", TrafficClass.Outbound, NearlyAll, 0);

    /// <summary>The four of the thesis.</summary>
    public static IReadOnlyList<Background> Four { get; } = [Idle, In, Out, Mixed];
}
