using MigrationActors.Chaos.Rounds;

namespace MigrationActors.Chaos.Reporting;

/// <summary>A whole run. The same seed draws the same rounds.</summary>
/// <param name="Kill">Whose process was killed.</param>
public sealed record ChaosReport(string Kill, int Seed, double LinkMbps, IReadOnlyList<RoundResult> Rounds)
{
    public int Completed => Of("completed");

    public int Failed => Of("failed");

    public int Lost => Of("lost");

    public int Violations => Rounds.Sum(r => r.Violations.Count);

    public bool Passed => Lost == 0 && Violations == 0;

    /// <summary>The last line of a run.</summary>
    public string Summary => $"{Rounds.Count} migrations, {Completed} completed, {Failed} failed, {Lost} lost, {Violations} violations";

    private int Of(string outcome) => Rounds.Count(r => r.Outcome == outcome);
}
