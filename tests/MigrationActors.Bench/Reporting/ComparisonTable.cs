using MigrationActors.Bench.Measuring;
using Spectre.Console;

namespace MigrationActors.Bench.Reporting;

/// <summary>The comparisons, a row each.</summary>
public static class ComparisonTable
{
    public static Table Of(IEnumerable<Comparison> comparisons)
    {
        var table = new Table { Title = new TableTitle("Ours beside the plain way, medians of one run") };
        table.AddColumn("what").AddColumn("against").AddColumn(Right("ours")).AddColumn(Right("plain")).AddColumn(Right("ratio"))
            .AddColumn(Right("bound")).AddColumn("").AddColumn("detail");
        foreach (var c in comparisons)
        {
            table.AddRow(
                Markup.Escape(c.Name),
                Markup.Escape(c.Against ?? "–"),
                Numbers.Time(c.OursMs),
                Numbers.Time(c.OtherMs),
                Numbers.Ratio(c.Ratio),
                Numbers.Ratio(c.Bound),
                c.Bound is null ? "" : c.Met ? "[green]met[/]" : "[red]not met[/]",
                Markup.Escape(c.Detail));
        }

        return table;
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();
}
