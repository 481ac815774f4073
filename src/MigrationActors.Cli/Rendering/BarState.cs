using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Rendering;

/// <summary>
/// What the live bar shows; pure. It never runs backwards: answers may come from a coordinator that has just taken over and knows
/// less than the one before, so what was shown once is kept here too.
/// </summary>
/// <param name="View">The latest view.</param>
/// <param name="Fraction">0 to 1, never less than before.</param>
/// <param name="TransferredBytes">Never less than before.</param>
/// <param name="Notice">Something the reader should know beside the progress, or null.</param>
internal sealed record BarState(MigrationView View, double Fraction, long TransferredBytes, string? Notice)
{
    public static BarState Of(MigrationView view) => new(view, Fractional(view), view.Progress.TransferredBytes, null);

    public BarState With(MigrationView view)
    {
        // A story only grows: a shorter one is older than what is shown.
        var latest = view.History.Count < View.History.Count ? View : view;
        return new BarState(
            latest,
            Math.Max(Fraction, Fractional(view)),
            Math.Max(TransferredBytes, Math.Max(view.Progress.TransferredBytes, view.TransferredBytes ?? 0)),
            null);
    }

    public BarState WithNotice(string notice) => this with { Notice = notice };

    private static double Fractional(MigrationView view) => view.Phase == "completed" ? 1
        : double.IsFinite(view.Progress.Fraction) ? Math.Clamp(view.Progress.Fraction, 0, 1)
        : 0;
}
