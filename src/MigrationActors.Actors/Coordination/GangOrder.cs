using MigrationActors.Core.Gang;

namespace MigrationActors.Actors.Coordination;

/// <summary>Who begins first, as people count it. Pure.</summary>
public static class GangOrder
{
    /// <param name="strategies">Of the members, in the gang's order: the parallel ones, then the serial ones.</param>
    /// <returns>For each 1 where it begins with the parallel set; then one after the other.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<Strategy> strategies)
    {
        var parallel = strategies.Contains(Strategy.Parallel) ? 1 : 0;
        var serial = parallel;
        return [.. strategies.Select(strategy => strategy == Strategy.Parallel ? parallel : ++serial)];
    }
}
