using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Counters;

/// <summary>
/// Turns successive samples into rates over a sliding window, per interface. No clock of its own: the caller says when a
/// sample was taken. An interval counts only if it can be trusted: time went forward by at most <see cref="LongestInterval"/>,
/// neither counter fell (a reset or a 32-bit wrap), and the rate is one a link can have. Any other is dropped, so a rate is
/// never negative and never a spike that was not there. Not for use by two threads at a time.
/// </summary>
public sealed class RateTracker
{
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromSeconds(5);

    /// <summary>1 Tbit/s: above any link, below what a counter's jump looks like.</summary>
    public static readonly Mbps DefaultPlausible = new(1_000_000);

    private readonly TimeSpan _window;
    private readonly Mbps _plausible;
    private readonly Dictionary<int, InterfaceHistory> _histories = [];
    private DateTimeOffset? _last;

    /// <param name="window">Over how long to average; longer than zero.</param>
    /// <param name="plausible">The highest rate to believe, in either direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is not longer than zero.</exception>
    public RateTracker(TimeSpan window, Mbps plausible)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        _window = window;
        _plausible = plausible;
    }

    public RateTracker()
        : this(DefaultWindow, DefaultPlausible)
    {
    }

    /// <summary>After a longer gap (a stopped process, a clock set forward) what was known before is old news and is dropped too.</summary>
    public TimeSpan LongestInterval => 3 * _window;

    /// <summary>Takes in one sample of all interfaces. An interface that is not in it is gone and forgotten.</summary>
    /// <param name="at">When the sample was taken, on the same clock as the ones before.</param>
    /// <param name="sample">The counters of every interface.</param>
    public void Add(DateTimeOffset at, IReadOnlyList<InterfaceCounters> sample)
    {
        var elapsed = _last is { } last ? at - last : TimeSpan.Zero;
        _last = at;
        foreach (var gone in _histories.Keys.Except(sample.Select(s => s.Index)).ToList())
        {
            _histories.Remove(gone);
        }

        foreach (var counters in sample)
        {
            if (!_histories.TryGetValue(counters.Index, out var history))
            {
                _histories[counters.Index] = new InterfaceHistory(counters, _window, _plausible);
                continue;
            }

            if (elapsed > LongestInterval)
            {
                history.Forget();
            }

            history.Add(counters, elapsed <= LongestInterval ? elapsed : TimeSpan.Zero);
        }
    }

    /// <summary>The rate of an interface, or null while there is no interval that counts (it is new, or just came back from a gap).</summary>
    public InterfaceRate? RateOf(int index) => _histories.GetValueOrDefault(index)?.Rate();

    /// <summary>The rates of all interfaces that have one, by index.</summary>
    public IReadOnlyList<InterfaceRate> Rates() => [.. _histories.Values.Select(h => h.Rate()).OfType<InterfaceRate>().OrderBy(r => r.Index)];
}
