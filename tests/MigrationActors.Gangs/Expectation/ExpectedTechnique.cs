using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Gangs.Expectation;

/// <summary>The rules for techniques, restated.</summary>
public static class ExpectedTechnique
{
    /// <summary>One VM by itself: Algorithm 1, lines 8 to 18.</summary>
    public static Technique Alone(TrafficClass source, TrafficClass destination)
    {
        if (source == TrafficClass.Outbound)
        {
            return Technique.PostCopy;
        }

        if (source == TrafficClass.Inbound)
        {
            return Technique.PreCopy;
        }

        if (destination == TrafficClass.Idle)
        {
            return Technique.PostCopy;
        }

        return source == TrafficClass.Idle ? Technique.PreCopy : Technique.PostCopy;
    }

    /// <summary>Several at once: the seven rules of 4.4.2, and where only the last applies, once more on the classes after the move.</summary>
    /// <param name="vms">The class of the VMs' traffic together.</param>
    /// <param name="sourceAfter">As predicted after the move; idle VMs change nothing.</param>
    /// <param name="destinationAfter">Likewise.</param>
    public static Technique Together(
        TrafficClass source, TrafficClass destination, TrafficClass vms, TrafficClass sourceAfter, TrafficClass destinationAfter) =>
        FirstSix(source, destination, vms) ?? FirstSix(sourceAfter, destinationAfter, vms) ?? Technique.PostCopy;

    private static Technique? FirstSix(TrafficClass source, TrafficClass destination, TrafficClass vms)
    {
        var receive = vms == TrafficClass.Inbound;
        return (source, destination) switch
        {
            (TrafficClass.Outbound, _) => Technique.PostCopy,
            (_, TrafficClass.Inbound) => Technique.PreCopy,
            (TrafficClass.Inbound or TrafficClass.Mixed, _) when receive => Technique.PreCopy,
            (_, TrafficClass.Outbound or TrafficClass.Mixed) when receive => Technique.PreCopy,
            (_, TrafficClass.Idle) => Technique.PostCopy,
            (TrafficClass.Idle, _) => Technique.PreCopy,
            _ => null,
        };
    }
}
