namespace MigrationActors.Simulation.Engine;

/// <summary>
/// A seed's chance (SplitMix64). Written out here because a seed must mean the same run on every version of .NET. Each purpose has
/// dice of its own, so that more throws for one do not change another.
/// </summary>
public sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    public static Dice For(long seed, string purpose)
    {
        var mixed = 14695981039346656037UL ^ (ulong)seed * 0x9E3779B97F4A7C15UL;
        foreach (var letter in purpose)
        {
            mixed = (mixed ^ letter) * 1099511628211UL;
        }

        return new Dice(mixed);
    }

    /// <returns>0 to <paramref name="limit"/> - 1.</returns>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <returns>At least 0, less than 1.</returns>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    public double Between(double from, double to) => from + Share() * (to - from);

    public TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(Between(from, to));

    public TimeSpan Milliseconds(double from, double to) => TimeSpan.FromMilliseconds(Between(from, to));

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
