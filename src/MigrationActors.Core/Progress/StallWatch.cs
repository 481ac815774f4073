namespace MigrationActors.Core.Progress;

/// <summary>
/// Notices a transfer through which nothing passes any more. QEMU itself does not: with the destination's process stopped, or the
/// link silently cut, it waits for ever.
/// </summary>
/// <param name="Stalled">How long nothing has got through, as far as the source has reported.</param>
public sealed record StallWatch(TimeSpan Stalled, TransferSample? Latest)
{
    /// <summary>Readings come several times a second. A longer gap is a clock that was set or an agent that was away, and proves nothing.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    public static StallWatch Start { get; } = new(TimeSpan.Zero, null);

    public StallWatch With(TransferSample sample)
    {
        if (Latest is not { } latest || sample.Transferred != latest.Transferred || sample.Remaining < latest.Remaining)
        {
            return new StallWatch(TimeSpan.Zero, sample);
        }

        var step = sample.At - latest.At;
        var counted = step < TimeSpan.Zero ? TimeSpan.Zero : step > LongestStep ? LongestStep : step;
        return new StallWatch(Stalled + counted, sample);
    }
}
