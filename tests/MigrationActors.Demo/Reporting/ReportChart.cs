using MigrationActors.Demo.Arms;
using ScottPlot;

namespace MigrationActors.Demo.Reporting;

/// <summary>One picture: for each run, what the applications and the migration had of the source's wire over time.</summary>
public static class ReportChart
{
    private const int Width = 1100;
    private const int RowHeight = 260;
    private static readonly Color Applications = Color.FromHex("#1f77b4");
    private static readonly Color Migration = Color.FromHex("#d95f02");
    private static readonly Color Bound = Color.FromHex("#444444");

    public static void Write(string file, double linkMbps, IReadOnlyList<ArmResult> results)
    {
        var longest = results.Max(r => (r.Curve[^1].To - r.AcceptedAt).TotalSeconds);
        var multiplot = new Multiplot();
        multiplot.AddPlots(results.Count);
        for (var i = 0; i < results.Count; i++)
        {
            Draw(multiplot.GetPlot(i), results[i], linkMbps, longest, isLast: i == results.Count - 1);
        }

        multiplot.SavePng(file, Width, RowHeight * results.Count);
    }

    private static void Draw(Plot plot, ArmResult result, double linkMbps, double longest, bool isLast)
    {
        var run = result.Run;
        var span = plot.Add.HorizontalSpan(0, (result.CompletedAt - result.AcceptedAt).TotalSeconds);
        span.FillColor = Migration.WithAlpha(0.08);
        span.LineWidth = 0;

        Line(plot, result, r => r.Applications.Value, Applications, "applications");
        Line(plot, result, r => r.Migration.Value, Migration, "migration");
        if (run.Urgency is "medium" or "low")
        {
            var (bound, name) = run.Urgency == "medium" ? (run.SlaLowerMbps, "SLA lower") : (run.SlaUpperMbps, "SLA upper");
            var line = plot.Add.HorizontalLine(bound, 1.5f, Bound, LinePattern.Dashed);
            line.LegendText = $"{name} {bound:0}";
        }

        var who = run.Urgency is null ? "Plain QEMU, pre-copy" : $"MigrationActors, {run.Urgency} urgency, {run.Technique}";
        plot.Title($"{who}: {run.TotalTimeMs / 1000:0.0} s" + (run.ReservedMbps is { } reserved ? $", {reserved:0} Mbit/s reserved" : ""), 14);
        plot.YLabel("Mbit/s");
        if (isLast)
        {
            plot.XLabel("seconds since the migration began");
        }

        plot.Axes.SetLimits(-6, longest, 0, linkMbps * 1.1);
        plot.ShowLegend(Alignment.UpperRight, Orientation.Horizontal);
    }

    private static void Line(Plot plot, ArmResult result, Func<Measuring.WireRates, double> rate, Color color, string name)
    {
        var x = result.Curve.Select(r => (r.From + (r.To - r.From) / 2 - result.AcceptedAt).TotalSeconds).ToArray();
        var line = plot.Add.ScatterLine(x, [.. result.Curve.Select(rate)], color);
        line.LineWidth = 2;
        line.LegendText = name;
    }
}
