using System.Globalization;
using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>A plan: each VM in a line, then what the whole takes, what stays, and why. A long plan keeps to what its members have in common.</summary>
internal static class PlanReport
{
    /// <summary>Above it, reasons are told for groups of members.</summary>
    private const int MostTold = 8;

    private const int MostGroups = 6;

    public static IRenderable Of(PlanView plan)
    {
        var parts = new List<IRenderable>();
        if (plan.Members.Count > 0)
        {
            parts.Add(Members(plan));
        }

        parts.Add(Tables.Cell(Whole(plan), Styles.Strong));
        if (plan.Shortened is { } shortened)
        {
            parts.Add(Tables.Cell(shortened, Styles.Careful));
        }

        parts.AddRange(Lists.Of("Taken for granted", plan.Notes ?? []));
        parts.AddRange(Lists.Of("Cannot go, and would stay running where they are", [.. plan.Stay.Select(s => $"{s.Vm}: {s.Reason}")]));
        parts.AddRange(plan.Members.Count <= MostTold ? plan.Members.SelectMany(Each) : Together(plan));
        return new Rows(parts);
    }

    private static Table Members(PlanView plan)
    {
        var table = Tables.Create().Numbers("#").Names("VM").Words("From").Words("To").Names("Strategy").Names("Copy").Numbers("Mbit/s")
            .Numbers("Begins").Numbers("Total").Numbers("Down").Numbers("Margin");
        foreach (var member in plan.Members)
        {
            var margin = Math.Min(member.SourceMarginMbps, member.DestinationMarginMbps);
            table.Add(
                Tables.Cell(member.Order.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(member.Vm),
                Tables.Cell(member.Source),
                Tables.Cell(member.Destination),
                Tables.Cell(member.Strategy),
                Tables.Cell(Words.Technique(member.Technique).Replace("-copy", "", StringComparison.Ordinal)),
                Tables.Cell(member.ReservedMbps is { } reserved ? Units.RateNumber(reserved) : "≤" + Units.RateNumber(member.MaxBandwidthMbps)),
                Tables.Cell(Units.Duration(member.BeginsMs)),
                Tables.Cell(Units.Duration(member.PredictedTotalTimeMs)),
                Tables.Cell(Units.Duration(member.PredictedDowntimeMs)),
                Tables.Cell(Units.RateNumber(margin), margin < 0 ? Styles.Bad : Style.Plain));
        }

        return table;
    }

    private static string Whole(PlanView plan) => plan.Members.Count == 0
        ? "There is nothing to move."
        : $"{Enumeration.Vms(plan.Members.Count)} in {Units.Duration(plan.MakespanMs)}: total time {Units.Duration(plan.TotalTimeMs)}, "
            + $"downtime {Units.Duration(plan.DowntimeMs)}. Nothing was touched.";

    private static IEnumerable<IRenderable> Each(PlanMemberView member) => Lists.Of(
        member.Vm,
        [
            .. new[] { member.StrategyReason, member.Waits }.Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => s!),
            .. member.Reasons,
            Rates(member),
            $"Margin above the SLA bound that urgency {member.Urgency} keeps: {Units.Rate(member.SourceMarginMbps)} at {member.Source}, "
                + $"{Units.Rate(member.DestinationMarginMbps)} at {member.Destination}{(Misses(member) ? "; negative: it is missed" : "")}.",
            $"Forecast: {member.ForecastModel}",
        ]);

    private static string Rates(PlanMemberView member) =>
        $"Rate: {string.Join(", ", member.Rates.Select(r => $"{(r.Reserved ? "" : "up to ")}{Units.Rate(r.Mbps)} until {Units.Duration(r.ToMs)}"))}.";

    private static bool Misses(PlanMemberView member) => Math.Min(member.SourceMarginMbps, member.DestinationMarginMbps) < 0;

    private static IEnumerable<IRenderable> Together(PlanView plan)
    {
        var missed = plan.Members.Where(Misses).Select(m => m.Vm).ToList();
        return Lists.Of("Why it would be done in this way (--json has every member's reasons and rates)",
        [
            .. Grouped(plan, m => m.StrategyReason),
            .. Grouped(plan, m => m.Waits),
            .. Grouped(plan, m => $"Forecast: {m.ForecastModel}"),
            .. missed.Count == 0 ? Array.Empty<string>() : [$"{Enumeration.Of(missed)}: the SLA bound is missed (negative margin)."],
        ]);
    }

    private static IEnumerable<string> Grouped(PlanView plan, Func<PlanMemberView, string?> sentence) => Lists.Most(
        [
            .. plan.Members
                .Where(m => !string.IsNullOrWhiteSpace(sentence(m)))
                .GroupBy(m => sentence(m)!, StringComparer.Ordinal)
                .Select(g => $"{Enumeration.Of([.. g.Select(m => m.Vm)])}: {g.Key}"),
        ],
        MostGroups);
}
