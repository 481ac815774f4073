namespace MigrationActors.Core.Progress;

/// <summary>Progress for people: it never runs backwards, and says nothing rather than something wrong.</summary>
/// <param name="Fraction">0 to 1, never less than the fraction before.</param>
/// <param name="Rate">What crosses the link now, smoothed; null until two samples are there.</param>
/// <param name="Estimate">The time still to go at this rate, for this pass; null where there is no rate yet.</param>
public sealed record TransferProgress(double Fraction, Mbps? Rate, TimeSpan? Estimate, TransferSample? Latest)
{
    /// <summary>How much of a new rate counts; the rest is the rate before. Rates jump from sample to sample.</summary>
    private const double NewRateWeight = 0.3;

    public static TransferProgress None { get; } = new(0, null, null, null);

    /// <summary>Takes a sample in; one that is not newer than the latest changes nothing.</summary>
    public TransferProgress With(TransferSample sample)
    {
        if (Latest is not null && sample.At <= Latest.At)
        {
            return this;
        }

        var rate = NextRate(sample);
        var done = sample.Total > 0 ? Math.Clamp(1 - (double)sample.Remaining / sample.Total, 0, 1) : 0;
        return new TransferProgress(Math.Max(Fraction, done), rate, EstimateFor(sample, rate), sample);
    }

    /// <summary>The transfer is over: everything has arrived.</summary>
    public TransferProgress Finished() => this with { Fraction = 1, Estimate = TimeSpan.Zero };

    private Mbps? NextRate(TransferSample sample)
    {
        if (Latest is null || sample.Transferred < Latest.Transferred)
        {
            return Rate;
        }

        var measured = Mbps.FromBytes(sample.Transferred - Latest.Transferred, sample.At - Latest.At);
        return Rate is { } before ? before * (1 - NewRateWeight) + measured * NewRateWeight : measured;
    }

    private static TimeSpan? EstimateFor(TransferSample sample, Mbps? rate) =>
        rate is { Value: > 0 } known ? TimeSpan.FromSeconds(Math.Min(sample.Remaining / known.BytesPerSecond, TimeSpan.FromDays(1).TotalSeconds)) : null;
}
