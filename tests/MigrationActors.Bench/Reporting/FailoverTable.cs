using MigrationActors.Bench.Failover;
using Spectre.Console;

namespace MigrationActors.Bench.Reporting;

/// <summary>The kills, a row each.</summary>
public static class FailoverTable
{
    public static Table Of(FailoverReport report)
    {
        var table = new Table { Title = new TableTitle("From the kill of the active coordinator, seconds") };
        table.AddColumn("killed").AddColumn("successor");
        foreach (var column in new[] { "epoch", "unreachable", "decided", "removed", "took over", "answers", "commands" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var round in report.Rounds)
        {
            table.AddRow(
                Markup.Escape(round.Killed),
                Markup.Escape(round.Successor),
                $"{round.Epoch}",
                Numbers.Seconds(round.DetectedMs),
                Numbers.Seconds(round.DecidedMs),
                Numbers.Seconds(round.RemovedMs),
                Numbers.Seconds(round.TookOverMs),
                Numbers.Seconds(round.AnsweredMs),
                Numbers.Seconds(round.CommandsMs));
        }

        return table;
    }

    /// <summary>What to read out of it.</summary>
    public static string SummaryOf(FailoverReport report) =>
        $"Kill to commands, {report.Rounds.Count} kills, {(report.Saturated ? "saturated" : "quiet")} links: median {Numbers.Seconds(report.MedianMs)} s, maximum {Numbers.Seconds(report.MaximumMs)} s";
}
