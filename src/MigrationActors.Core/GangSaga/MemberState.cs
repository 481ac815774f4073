using MigrationActors.Core.Saga;

namespace MigrationActors.Core.GangSaga;

/// <summary>How far one member is.</summary>
/// <param name="Begun">The coordinator was told to begin it, or is about to be.</param>
/// <param name="Outcome">The end of its migration; null while it runs or waits.</param>
/// <param name="Reason">Why it did not complete.</param>
public sealed record MemberState(bool Begun, MigrationPhase? Outcome, string? Reason, TimeSpan? TotalTime, TimeSpan? Downtime)
{
    /// <summary>The user wants it cancelled.</summary>
    public bool CancelAsked { get; init; }

    public static MemberState Waiting { get; } = new(false, null, null, null, null);
}
