using MigrationActors.Core.Saga;

namespace MigrationActors.Core.GangSaga;

/// <summary>What a gang is told by the coordinator.</summary>
public abstract record GangInput
{
    public sealed record Begin(GangRequest Request) : GangInput;

    /// <summary>It was recovered from its events: go on.</summary>
    public sealed record Resume : GangInput;

    /// <param name="Outcome">The terminal phase of its migration; one that could not begin counts as failed.</param>
    public sealed record MemberEnded(string Migration, MigrationPhase Outcome, string? Reason, TimeSpan? TotalTime, TimeSpan? Downtime) : GangInput;

    /// <param name="Migrations">The members' migrations; empty for all.</param>
    public sealed record Cancel(IReadOnlyList<string> Migrations) : GangInput;
}
