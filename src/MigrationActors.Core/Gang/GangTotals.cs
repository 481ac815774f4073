namespace MigrationActors.Core.Gang;

/// <summary>The total migration time and downtime of a gang as the thesis defines them (3.1, "serial and parallel").</summary>
/// <param name="Meaning">What the two figures are made of, in a sentence.</param>
public sealed record GangTotals(TimeSpan TotalTime, TimeSpan Downtime, string Meaning)
{
    /// <summary>
    /// In parallel the longest total time and the largest downtime, in series the sums. The thesis has no gang with both; here that is the
    /// parallel set's value plus the serial sum, because the serial members begin when the parallel set has ended.
    /// </summary>
    /// <remarks>
    /// These are the thesis's measures, not the time from the first beginning to the last end: members on other links run beside the serial ones.
    /// </remarks>
    public static GangTotals Of(IReadOnlyCollection<MemberTimes> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var parallel = members.Where(m => m.Strategy == Strategy.Parallel).ToList();
        var serial = members.Where(m => m.Strategy == Strategy.Serial).ToList();
        return new(Total(parallel, serial, m => m.TotalTime), Total(parallel, serial, m => m.Downtime), Means(parallel.Count, serial.Count));
    }

    private static TimeSpan Total(List<MemberTimes> parallel, List<MemberTimes> serial, Func<MemberTimes, TimeSpan> time) =>
        serial.Aggregate(parallel.Count == 0 ? TimeSpan.Zero : parallel.Max(time), (sum, member) => Plus(sum, time(member)));

    // A migration that never converges is expected to take TimeSpan.MaxValue.
    private static TimeSpan Plus(TimeSpan a, TimeSpan b) => a > TimeSpan.MaxValue - b ? TimeSpan.MaxValue : a + b;

    private static string Means(int parallel, int serial) => (parallel, serial) switch
    {
        (0, 0) => "There are no members.",
        (_, 0) => $"The longest total time and the largest downtime of {parallel} in parallel.",
        (0, _) => $"The sums of {serial} in series.",
        _ => $"The longest total time and the largest downtime of {parallel} in parallel, plus the sums of {serial} in series.",
    };
}
