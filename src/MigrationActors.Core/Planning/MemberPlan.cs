using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;

namespace MigrationActors.Core.Planning;

/// <summary>How one VM of several is to be moved.</summary>
/// <param name="Strategy">Whether it goes with others or by itself, and why.</param>
/// <param name="Plan">Technique, bandwidth and reservation as of now, with their reasons.</param>
/// <param name="Rates">What it has of its links from its beginning to its end, without gaps.</param>
/// <param name="Waits">Why it does not begin at once; null where it does.</param>
public sealed record MemberPlan(
    WantedMove Move,
    Decision<Strategy> Strategy,
    MigrationPlan Plan,
    IReadOnlyList<RateInterval> Rates,
    Forecast Forecast,
    string? Waits)
{
    /// <summary>When it begins, counted from the beginning of the plan.</summary>
    public TimeSpan Begins => Rates[0].From;

    public TimeSpan Ends => Rates[^1].To;
}
