namespace MigrationActors.Core.GangSaga;

/// <summary>What is done once the events are persisted. Every effect may be carried out more than once.</summary>
public abstract record GangEffect
{
    /// <summary>Begin these migrations: those of a parallel set are planned together. One that has begun, or ended, is told of and not begun again.</summary>
    public sealed record BeginMembers(IReadOnlyList<string> Migrations) : GangEffect;

    /// <summary>Cancel these, which have begun, and answer whoever asked for it. One may refuse, and go on.</summary>
    public sealed record CancelMembers(IReadOnlyList<string> Migrations) : GangEffect;

    /// <summary>Tell how these have ended: of one that never began, nobody else knows.</summary>
    public sealed record ReportMembers(IReadOnlyList<string> Migrations) : GangEffect;

    /// <summary>Nothing is left to do.</summary>
    public sealed record Leave(GangOutcome Outcome) : GangEffect;
}
