using MigrationActors.Core.Reservation;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Gang;

/// <summary>In what order VMs are moved one after another (Algorithm 3 line 22; thesis 4.4.2: outbound and idle first, inbound last).</summary>
public static class SerialOrder
{
    /// <summary>Outbound, idle, mixed, inbound; among equals the more urgent first, then as they were given.</summary>
    public static IEnumerable<T> Sort<T>(IEnumerable<T> members, Func<T, TrafficClass> vmClass, Func<T, Urgency> urgency)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(vmClass);
        ArgumentNullException.ThrowIfNull(urgency);
        return members.OrderBy(m => Place(vmClass(m))).ThenBy(m => Place(urgency(m)));
    }

    private static int Place(TrafficClass vm) => vm switch
    {
        TrafficClass.Outbound => 0,
        TrafficClass.Idle => 1,
        TrafficClass.Mixed => 2,
        TrafficClass.Inbound => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(vm), vm, "There is no such traffic class."),
    };

    private static int Place(Urgency urgency) => urgency switch
    {
        Urgency.High => 0,
        Urgency.Medium => 1,
        Urgency.Low => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "There is no such urgency."),
    };
}
