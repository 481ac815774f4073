namespace MigrationActors.Core.Progress;

/// <summary>
/// Counts the passes over memory that brought a pre-copy no nearer to its end. What is left when a pass begins is what the guest
/// dirtied during the one before; only while that shrinks does the transfer converge.
/// </summary>
/// <param name="BarrenPasses">Passes in a row that left no less to send than the best one so far.</param>
public sealed record ConvergenceWatch(long BarrenPasses, long Pass, long LeastLeft)
{
    /// <summary>Less than a tenth less is no gain: the dirty rate of a guest wavers.</summary>
    private const double Gain = 0.9;

    public static ConvergenceWatch Start { get; } = new(0, 1, long.MaxValue);

    public ConvergenceWatch With(TransferSample sample)
    {
        // The first pass sends everything there is; what its end leaves is the first that counts.
        if (sample.DirtySyncCount <= Math.Max(Pass, 1))
        {
            return this;
        }

        // Readings are rarer than short passes: the count says how many there were.
        return sample.Remaining < LeastLeft * Gain
            ? new ConvergenceWatch(0, sample.DirtySyncCount, sample.Remaining)
            : this with { BarrenPasses = BarrenPasses + sample.DirtySyncCount - Pass, Pass = sample.DirtySyncCount };
    }

    /// <summary>Something was done about it: the next step waits for passes of its own.</summary>
    public ConvergenceWatch Anew() => this with { BarrenPasses = 0, LeastLeft = long.MaxValue };
}
