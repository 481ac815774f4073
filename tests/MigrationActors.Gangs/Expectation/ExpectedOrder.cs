using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Gangs.Expectation;

/// <summary>Who begins when (Algorithm 3 lines 21 to 38, thesis 4.4.2), restated.</summary>
public static class ExpectedOrder
{
    private static readonly TrafficClass[] Classes = [TrafficClass.Outbound, TrafficClass.Idle, TrafficClass.Mixed, TrafficClass.Inbound];
    private static readonly Urgency[] Urgencies = [Urgency.High, Urgency.Medium, Urgency.Low];

    /// <summary>The parallel ones as they were given, then the serial ones: outbound, idle, mixed, inbound; then by urgency; then as they were given.</summary>
    /// <returns>The members, each with its order: 1 for all parallel ones, then one after another.</returns>
    public static IReadOnlyList<(T Member, int Order)> Of<T>(
        IReadOnlyList<T> members, Func<T, Strategy> strategy, Func<T, TrafficClass> traffic, Func<T, Urgency> urgency)
    {
        var parallel = members.Where(m => strategy(m) == Strategy.Parallel).ToList();
        var serial = members.Where(m => strategy(m) == Strategy.Serial)
            .OrderBy(m => Array.IndexOf(Classes, traffic(m))).ThenBy(m => Array.IndexOf(Urgencies, urgency(m)));
        var before = parallel.Count > 0 ? 1 : 0;
        return [.. parallel.Select(m => (m, 1)), .. serial.Select((m, i) => (m, before + i + 1))];
    }
}
