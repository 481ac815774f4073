using System.Globalization;
using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>Everything about one gang: what became of it, each member in a line, why what is not as asked, and why it is done in this way.</summary>
internal static class GangStory
{
    /// <summary>What waits, and why what is done in which way: a hundred such sentences tell less than a few.</summary>
    private const int MostTold = 8;

    public static IRenderable Of(GangView view, TimeZoneInfo zone)
    {
        var parts = new List<IRenderable> { Tables.Cell(GangVerdict.Of(view), Styles.OfOutcome(view.Outcome)), Text.Empty, Facts(view, zone) };
        if (view.Members.Count > 0)
        {
            parts.Add(Members(view));
        }

        parts.AddRange(Lists.Of("What is not as asked, or waits", [.. Notes(view)]));
        parts.AddRange(Lists.Of("Why it is done in this way", [.. view.Reasons, .. Strategies(view)]));
        return new Rows(parts);
    }

    private static Grid Facts(GangView view, TimeZoneInfo zone)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string name, string value) => grid.AddRow(Tables.Cell(name, Styles.Faint), Tables.Cell(value));

        Row(view.DrainedHost is null ? "Gang" : "Drain", $"{view.Id}: {Enumeration.Vms(view.Members.Count)}, strategy {view.Strategy}"
            + (view.DrainedHost is { } host ? $", from {host}" : ""));
        Row("Requested", Moments.Full(view.RequestedAt, zone));
        if (view.PredictedTotalTimeMs is { } expected)
        {
            Row("Expected", $"total time {Units.Duration(expected)}");
        }

        if (view.TotalTimeMs is not null || view.DowntimeMs is not null)
        {
            Row("Measured", $"total time {Units.Duration(view.TotalTimeMs)}, downtime {Units.Duration(view.DowntimeMs)}");
        }

        return grid;
    }

    private static Table Members(GangView view)
    {
        var table = Tables.Create().Numbers("#").Names("VM").Words("From").Words("To").Names("Strategy").Words("Phase").Numbers("Mbit/s").Numbers("Total")
            .Numbers("Expect").Numbers("Down");
        foreach (var member in view.Members)
        {
            table.Add(
                Tables.Cell(member.Order.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(member.Vm),
                Tables.Cell(member.Source),
                Tables.Cell(member.Destination),
                Tables.Cell(member.Strategy),
                Tables.Cell(Words.Phase(member.Phase), Styles.OfOutcome(member.Phase)),
                Tables.Cell(Units.RateNumber(member.ReservedMbps)),
                Tables.Cell(Units.Duration(member.TotalTimeMs)),
                Tables.Cell(Units.Duration(member.PredictedTotalTimeMs)),
                Tables.Cell(Units.Duration(member.DowntimeMs)));
        }

        return table;
    }

    private static IEnumerable<string> Notes(GangView view) =>
    [
        .. view.Members.Where(m => !string.IsNullOrWhiteSpace(m.Failure)).Select(m => Note(m, m.Failure!)),
        .. view.Stay.Select(s => $"{s.Vm} stays: {s.Reason}"),
        .. Lists.Most([.. view.Members.Where(m => m.Failure is null && !string.IsNullOrWhiteSpace(m.Waits)).Select(m => Note(m, m.Waits!))], MostTold),
    ];

    private static string Note(GangMemberView member, string note) => $"{member.Vm}{(member.MigrationId is { } id ? $" ({id})" : "")}: {note}";

    private static IEnumerable<string> Strategies(GangView view) => Lists.Most(
        [.. view.Members.GroupBy(m => m.StrategyReason, StringComparer.Ordinal).Select(g => $"{Enumeration.Of([.. g.Select(m => m.Vm)])}: {g.Key}")], MostTold);
}
