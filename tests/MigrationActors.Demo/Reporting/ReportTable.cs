using System.Globalization;
using Spectre.Console;

namespace MigrationActors.Demo.Reporting;

/// <summary>The report for people.</summary>
public static class ReportTable
{
    public static Table Of(DemoReport report)
    {
        var table = new Table { Title = new TableTitle($"One guest, {report.LinkMbps:0} Mbit/s link, saturated by the source's applications") };
        foreach (var column in new[] { "who", "technique", "reserved\nMbit/s", "total\ns", "×\nbaseline", "downtime\nms", "probe\nms", "app before\nMbit/s", "app during\nMbit/s", "SLA\nMbit/s" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        var baseline = report.Runs.FirstOrDefault(r => r.Arm == DemoRun.Baseline)?.TotalTimeMs;
        foreach (var run in report.Runs)
        {
            table.AddRow(
                run.Urgency ?? "plain QEMU",
                run.Technique,
                Number(run.ReservedMbps, "0"),
                Number(run.TotalTimeMs / 1000, "0.0"),
                Number(run.TotalTimeMs / baseline, "0.00"),
                Number(run.DowntimeMs, "0"),
                Number(run.ProbeDowntimeMs, "0"),
                Number(run.AppMbpsBefore, "0"),
                Number(run.AppMbpsDuring, "0"),
                $"{Number(run.SlaLowerMbps, "0")} / {Number(run.SlaUpperMbps, "0")}");
        }

        return table;
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
}
