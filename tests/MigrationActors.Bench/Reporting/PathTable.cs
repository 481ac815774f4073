using MigrationActors.Bench.DecisionPath;
using Spectre.Console;

namespace MigrationActors.Bench.Reporting;

/// <summary>Where the time goes from the request to QMP <c>migrate</c>, a table for each scenario.</summary>
public static class PathTable
{
    public static Table Of(PathCost cost)
    {
        var table = new Table
        {
            Title = new TableTitle(Markup.Escape($"Request to QMP migrate, {cost.Scenario} ({string.Join(", ", cost.Techniques)}), medians of {cost.Rounds}")),
        };
        table.AddColumn("step").AddColumn(new TableColumn("ours").RightAligned()).AddColumn(new TableColumn("bare QMP script").RightAligned());
        foreach (var step in cost.Steps)
        {
            table.AddRow(Markup.Escape(step.Step), Numbers.Time(step.OursMs), Numbers.Time(step.BareMs));
        }

        table.AddEmptyRow();
        table.AddRow("whole way", Numbers.Time(cost.OursMs), Numbers.Time(cost.BareMs));
        return table;
    }

    /// <summary>What to read out of it.</summary>
    public static string SummaryOf(PathCost cost) =>
        $"{Numbers.Ratio(cost.Ratio)} × the script. Longest: {cost.Dominant.Step}. Most beyond the script: {cost.LargestOverhead.Step}.";
}
