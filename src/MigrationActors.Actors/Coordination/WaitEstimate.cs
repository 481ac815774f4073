using System.Globalization;

namespace MigrationActors.Actors.Coordination;

/// <summary>How long a migration will probably wait: until the first of those on its links is expected to end. Pure.</summary>
public static class WaitEstimate
{
    /// <returns>A sentence, or nothing where nothing can be said.</returns>
    public static string Of(MigrationEntry waiting, CoordinatorState state, DateTimeOffset now)
    {
        var links = WaitingLine.Links(waiting);
        var ends = state.Open.Where(m => m.IsRunning && WaitingLine.Links(m).Overlaps(links))
            .Select(m => m.Predicted is { TotalTime: var time } && time < TimeSpan.MaxValue ? (m.Begun?.At ?? m.Accepted.At) + time : (DateTimeOffset?)null)
            .OfType<DateTimeOffset>()
            .Where(end => end > now)
            .ToList();
        return ends.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" About {Math.Ceiling((ends.Min() - now).TotalSeconds):0} s: then the first of those on its links is expected to end.");
    }
}
