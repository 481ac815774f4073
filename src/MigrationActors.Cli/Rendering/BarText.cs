using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>The live bar: who and which phase; how far; how fast. Three lines that fit 80 columns, and a fourth for a notice.</summary>
internal static class BarText
{
    public const int NarrowestBar = 10;

    private const int WidestBar = 50;

    public static IRenderable Render(BarState state, int width)
    {
        var (full, empty) = Bar(state.Fraction, width - Behind(state).Length);
        var lines = new List<IRenderable>
        {
            Tables.Cell(Cut(Head(state.View), width), Styles.Strong),
            new Paragraph(full, Styles.Good).Append(empty, Styles.Faint).Append(Behind(state)),
            Tables.Cell(Cut(Speed(state), width)),
        };
        if (state.Notice is { } notice)
        {
            lines.Add(Tables.Cell(notice, Styles.Careful));
        }

        return new Rows(lines);
    }

    public static string Head(MigrationView view)
    {
        var pass = view.Progress.Passes > 1 ? $", pass {view.Progress.Passes}" : "";
        var technique = view.History.Any(h => h.Phase == "decided") ? $" ({Words.Technique(view.Technique)}{pass})" : "";
        var waits = view.Waits is { Length: > 0 } why ? $": {Plain.Clean(why)}" : "";
        return $"{view.Vm}  {view.Source} → {view.Destination}  {Words.Phase(view.Phase)}{technique}{waits}";
    }

    /// <summary>The part of the bar that is done, and the part that is not; together as wide as the line allows.</summary>
    public static (string Full, string Empty) Bar(double fraction, int width)
    {
        var cells = Math.Clamp(width, NarrowestBar, WidestBar);
        var done = (int)Math.Floor(Math.Clamp(fraction, 0, 1) * cells);
        return (new string('█', done), new string('░', cells - done));
    }

    public static string Speed(BarState state)
    {
        var progress = state.View.Progress;
        var reserved = state.View.ReservedMbps is { } rate ? $" ({Units.RateNumber(rate)} reserved)" : "";
        return $"{Units.Bytes(state.TransferredBytes)} sent, {Units.Bytes(progress.RemainingBytes)} to go, {Units.Rate(progress.RateMbps)}{reserved}";
    }

    private static string Behind(BarState state)
    {
        var estimate = state.View is { Terminal: false, Progress.EstimateMs: { } ms } ? $"  about {Units.Duration(ms)} left" : "";
        return $"  {Units.Percent(state.Fraction)}{estimate}";
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
