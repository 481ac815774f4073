namespace MigrationActors.Actors.Coordination;

/// <summary>How long to wait before something that failed is started again: twice as long each time, up to a limit.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Longest">No pause is longer.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <param name="failures">How often it failed in a row before: 0 or more.</param>
    public TimeSpan Pause(int failures)
    {
        // Beyond a dozen doublings any first pause has reached any limit.
        var pause = First * Math.Pow(2, Math.Min(failures, 12));
        return pause < Longest ? pause : Longest;
    }
}
