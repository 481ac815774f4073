namespace MigrationActors.Bench.Measuring;

/// <summary>
/// Runs two ways to do the same in pairs, in turn the one first and the other. What else the machine does at the time slows
/// both of a pair, so the ratio within a pair holds where times do not.
/// </summary>
public static class PairedRounds
{
    /// <param name="rounds">Pairs that count, after one that does not: it compiles our code and fills caches.</param>
    public static async Task<IReadOnlyList<(T Ours, T Other)>> RunAsync<T>(
        int rounds, Func<Task<T>> ours, Func<Task<T>> other, CancellationToken cancellation)
    {
        var results = new List<(T, T)>();
        for (var round = 0; round <= rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pair = round % 2 == 0 ? (await ours(), await other()) : Swapped(await other(), await ours());
            if (round > 0)
            {
                results.Add(pair);
            }
        }

        return results;
    }

    private static (T Ours, T Other) Swapped<T>(T other, T ours) => (ours, other);
}
