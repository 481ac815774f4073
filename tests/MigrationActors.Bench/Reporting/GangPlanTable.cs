using System.Globalization;
using MigrationActors.Bench.Gangs;
using Spectre.Console;

namespace MigrationActors.Bench.Reporting;

/// <summary>The sizes, a row each.</summary>
internal static class GangPlanTable
{
    public static Table Of(GangPlanReport report)
    {
        var table = new Table { Title = new TableTitle($"Draining VMs of a cluster of {report.Hosts} hosts, planned and checked; medians of {report.Rounds}") };
        foreach (var column in new[] { "VMs", "hosts drained", "destinations", "plan", "check", "total", "a VM", "× a VM before", "MiB allocated", "MiB kept" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var size in report.Sizes)
        {
            table.AddRow(
                Number(size.Vms),
                Number(size.Drained),
                Numbers.Time(size.DestinationsMs),
                Numbers.Time(size.PlanMs),
                Numbers.Time(size.CheckMs),
                Numbers.Time(size.TotalMs),
                Numbers.Time(size.MsPerVm),
                Numbers.Ratio(size.Growth),
                size.AllocatedMiB.ToString("0.0", CultureInfo.InvariantCulture),
                size.KeptMiB.ToString("0.0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    /// <summary>What to read out of it.</summary>
    public static string SummaryOf(GangPlanReport report)
    {
        var (first, last) = (report.Sizes[0], report.Sizes[^1]);
        return $"{last.Vms} VMs: {Numbers.Time(last.TotalMs)}, {last.AllocatedMiB.ToString("0", CultureInfo.InvariantCulture)} MiB allocated; "
            + $"a VM costs {Numbers.Ratio(last.MsPerVm / first.MsPerVm)} × as much as among {first.Vms}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
