namespace MigrationActors.Protocol.Api;

/// <summary>The phases that a saga does not know: of a gang's members before they move or where they never do, and of whatever waits for its links.</summary>
public static class GangPhases
{
    /// <summary>Its turn has not come.</summary>
    public const string Planned = "planned";

    /// <summary>It waits until the links can bear it.</summary>
    public const string Queued = "queued";

    /// <summary>It was never begun: cancelled before its turn, or no longer possible when that came.</summary>
    public const string Skipped = "skipped";

    public static bool IsTerminal(string phase) => phase is "completed" or "failed" or "cancelled" or "lost" or Skipped;

    public static bool IsWaiting(string phase) => phase is Planned or Queued;
}
