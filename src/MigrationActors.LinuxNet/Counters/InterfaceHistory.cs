using MigrationActors.Core;
using MigrationActors.Core.Traffic;

namespace MigrationActors.LinuxNet.Counters;

/// <summary>The intervals of one interface that the window still holds.</summary>
internal sealed class InterfaceHistory(InterfaceCounters first, TimeSpan window, Mbps plausible)
{
    private readonly Queue<Interval> _intervals = new();
    private InterfaceCounters _last = first;
    private Interval _latest;
    private Interval _sum;

    public void Add(InterfaceCounters counters, TimeSpan elapsed)
    {
        var interval = new Interval(elapsed, counters.RxBytes - _last.RxBytes, counters.TxBytes - _last.TxBytes);
        _last = counters;
        if (!Counts(interval))
        {
            return;
        }

        _intervals.Enqueue(interval);
        _latest = interval;
        _sum += interval;
        // Evicted by summed length, not by time of day: a clock that was set back must not empty or freeze the window.
        while (_sum.Length - _intervals.Peek().Length >= window)
        {
            _sum -= _intervals.Dequeue();
        }
    }

    public void Forget()
    {
        _intervals.Clear();
        _latest = default;
        _sum = default;
    }

    public InterfaceRate? Rate() => _intervals.Count == 0 ? null : new InterfaceRate(_last.Index, _last.Name, _sum.Rate(), _latest.Rate());

    private bool Counts(Interval interval) =>
        interval.Length > TimeSpan.Zero
        && interval is { Rx: >= 0, Tx: >= 0 }
        && interval.Rate() is var rate && rate.In <= plausible && rate.Out <= plausible;

    private readonly record struct Interval(TimeSpan Length, long Rx, long Tx)
    {
        public static Interval operator +(Interval a, Interval b) => new(a.Length + b.Length, a.Rx + b.Rx, a.Tx + b.Tx);

        public static Interval operator -(Interval a, Interval b) => new(a.Length - b.Length, a.Rx - b.Rx, a.Tx - b.Tx);

        public TrafficRate Rate() => new(Out: Mbps.FromBytes(Tx, Length), In: Mbps.FromBytes(Rx, Length));
    }
}
