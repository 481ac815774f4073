using MigrationActors.Core.Forecasting;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>One migration on its way, at rates that change as others come and go. Times count from the beginning of the plan.</summary>
internal sealed class Transfer
{
    private readonly List<RateInterval> _past = [];
    private readonly TimeSpan _fixed;
    private readonly bool _reserved;
    private double _left;
    private Mbps _rate;
    private TimeSpan _since;
    private TimeSpan _sent;

    public Transfer(DecidedMove move, TimeSpan begins, Mbps rate)
    {
        var technique = move.Plan.Technique.Choice;
        _left = TransferForecast.BytesToSend(technique, move.Move.Bytes, rate, dirtyRate: null);
        _fixed = TransferForecast.Fixed(technique);
        _reserved = move.Claim.Unreserved is null;
        (_since, _rate) = (begins, rate);
        _sent = SentAt();
    }

    /// <summary>When it ends, if its rate does not change any more.</summary>
    public TimeSpan Ends => _sent + _fixed;

    /// <summary>What it has of its links from its beginning to its end.</summary>
    public IReadOnlyList<RateInterval> Rates => [.. _past, new RateInterval(_since, Ends, _rate, _reserved)];

    /// <returns>Whether it ends at another time now.</returns>
    public bool Change(TimeSpan now, Mbps rate)
    {
        if (rate == _rate)
        {
            return false;
        }

        if (now > _since)
        {
            _past.Add(new RateInterval(_since, now, _rate, _reserved));
            _left -= _rate.BytesPerSecond * (now - _since).TotalSeconds;
        }

        (_since, _rate) = (now, rate);
        if (now >= _sent)
        {
            // All is sent; the handover takes as long as it takes.
            return false;
        }

        _sent = SentAt();
        return true;
    }

    // Rounded up: a tick too early, and the last bytes would be missing.
    private TimeSpan SentAt() => _since + TimeSpan.FromTicks((long)Math.Ceiling(Math.Max(0, _left) / _rate.BytesPerSecond * TimeSpan.TicksPerSecond));
}
