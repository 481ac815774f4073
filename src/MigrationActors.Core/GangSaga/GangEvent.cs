using MigrationActors.Core.Saga;

namespace MigrationActors.Core.GangSaga;

/// <summary>What has happened to a gang: persisted before anything is done about it.</summary>
public abstract record GangEvent(DateTimeOffset At)
{
    public sealed record Requested(DateTimeOffset At, GangRequest Request) : GangEvent(At);

    /// <summary>These are about to begin.</summary>
    public sealed record MembersBegun(DateTimeOffset At, IReadOnlyList<string> Migrations) : GangEvent(At);

    /// <summary>The user wants these cancelled, which have begun: asked again after a restart, as long as they have not ended.</summary>
    public sealed record CancelAsked(DateTimeOffset At, IReadOnlyList<string> Migrations) : GangEvent(At);

    public sealed record MemberEnded(
        DateTimeOffset At, string Migration, MigrationPhase Outcome, string? Reason, TimeSpan? TotalTime, TimeSpan? Downtime) : GangEvent(At);

    /// <summary>Every member has ended.</summary>
    public sealed record Ended(DateTimeOffset At, GangOutcome Outcome) : GangEvent(At);
}
