using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>
/// The live view of a gang: the whole in two lines, then a line for each member, as many as the terminal has room for; the rest is a count. What moves
/// is shown first, then what went wrong, then what waits.
/// </summary>
internal static class GangBarText
{
    /// <summary>The two lines of the whole, the count, a notice, and the line the cursor is left on.</summary>
    private const int OtherLines = 5;

    private const int MemberBar = 12;
    private const int LongestName = 24;
    private const int LeastStatus = 8;

    public static IRenderable Render(GangBarState state, int width, int height)
    {
        var lines = new List<IRenderable> { Tables.Cell(Cut(Head(state.View), width), Styles.Strong), Overall(state, width) };
        var shown = Choose(state.View.Members, Math.Max(1, height - OtherLines));
        var names = Math.Min(LongestName, shown.Count == 0 ? 0 : shown.Max(m => Plain.Clean(m.Vm).Length));
        var hosts = Math.Min(LongestName, shown.Count == 0 ? 0 : shown.Max(m => Plain.Clean(m.Destination).Length));
        lines.AddRange(shown.Select(m => Line(m, state.Fractions.GetValueOrDefault(m.Vm), names, hosts, width)));
        if (shown.Count < state.View.Members.Count)
        {
            var rest = state.View.Members.Except(shown).ToList();
            lines.Add(Tables.Cell(Cut($"… and {rest.Count} more: {GangCount.Of(rest)}", width), Styles.Faint));
        }

        if (state.Notice is { } notice)
        {
            lines.Add(Tables.Cell(Cut(Plain.Clean(notice), width), Styles.Careful));
        }

        return new Rows(lines);
    }

    /// <summary>At most so many, in the gang's order.</summary>
    public static IReadOnlyList<GangMemberView> Choose(IReadOnlyList<GangMemberView> members, int most)
    {
        if (members.Count <= most)
        {
            return members;
        }

        var chosen = members.OrderBy(Rank).Take(most).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. members.Where(chosen.Contains)];
    }

    private static int Rank(GangMemberView member) => member.Phase switch
    {
        "completed" => 4,
        GangPhases.Planned => 3,
        GangPhases.Queued => 2,
        _ when GangPhases.IsTerminal(member.Phase) => 1,
        _ => 0,
    };

    private static string Head(GangView view)
    {
        var what = view.DrainedHost is { } host ? $"drain of {host}" : "gang";
        var count = GangCount.Of(view.Members).ToString();
        return $"{what} {view.Id}  {Enumeration.Vms(view.Members.Count)}{(count.Length > 0 ? ": " + count : "")}"
            + (view.Stay.Count > 0 ? $"; {view.Stay.Count} cannot go" : "");
    }

    private static Paragraph Overall(GangBarState state, int width)
    {
        var expected = !state.View.Terminal && state.View.PredictedTotalTimeMs is { } ms ? $"  expected {Units.Duration(ms)} in all" : "";
        var behind = $"  {Units.Percent(state.Overall)}{expected}";
        var (full, empty) = BarText.Bar(state.Overall, width - behind.Length);
        return new Paragraph(full, Styles.Good).Append(empty, Styles.Faint).Append(behind);
    }

    private static Paragraph Line(GangMemberView member, double fraction, int names, int hosts, int width)
    {
        var who = $"{Fit(member.Vm, names)} → {Fit(member.Destination, hosts)}  ";
        var bar = Math.Min(MemberBar, width - who.Length - LeastStatus);
        var (full, empty) = bar >= BarText.NarrowestBar ? BarText.Bar(fraction, bar) : ("", "");
        var percent = $" {Units.Percent(fraction),5}  ";
        var room = width - who.Length - full.Length - empty.Length;
        return new Paragraph(who).Append(full, Styles.Good).Append(empty, Styles.Faint)
            .Append(Cut(percent + Status(member, fraction), room), Styles.OfOutcome(member.Phase));
    }

    private static string Status(GangMemberView member, double fraction)
    {
        var technique = member.Technique is { } t && !GangPhases.IsTerminal(member.Phase) ? $" ({Words.Technique(t)})" : "";
        var left = member.Phase == "transferring" && member.PredictedTotalTimeMs is { } ms ? $", about {Units.Duration(ms * (1 - fraction))} left" : "";
        var note = member.Failure ?? member.Waits;
        return Plain.Clean($"{Words.Phase(member.Phase)}{technique}{left}{(string.IsNullOrWhiteSpace(note) ? "" : ": " + note)}");
    }

    private static string Fit(string text, int width) => Cut(Plain.Clean(text), width).PadRight(width);

    private static string Cut(string text, int width) => text.Length <= width ? text : width <= 1 ? "" : text[..(width - 1)] + "…";
}
