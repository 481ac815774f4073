using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Killing;

/// <summary>Gangs whose coordinator was killed in the middle of them.</summary>
public sealed record KillReport(double LinkMbps, IReadOnlyList<KilledGang> Gangs) : ITrialReport
{
    public int Violations => Gangs.Sum(g => g.Violations.Count);

    /// <inheritdoc/>
    public bool Passed => Violations == 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Summary =>
        [$"{Gangs.Count} gangs, {Gangs.Count(g => g.Members.All(m => m.Phase == "completed"))} completed, {Violations} violations"];
}
