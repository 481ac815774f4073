using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>Everything about one migration, in the order of a reader's questions: what became of it, how, why, and when what happened.</summary>
internal static class MigrationStory
{
    public static IRenderable Of(MigrationView view, TimeZoneInfo zone)
    {
        var parts = new List<IRenderable> { Tables.Cell(Verdict.Of(view), Styles.OfOutcome(view.Phase)), Text.Empty, Facts(view, zone) };
        if (view.Reasons.Count > 0)
        {
            parts.AddRange([Text.Empty, Tables.Cell("Why it is done in this way", Styles.Strong), Reasons(view)]);
        }

        // The table brings an empty line of its own.
        parts.Add(Phases(view, zone));
        return new Rows(parts);
    }

    private static Grid Reasons(MigrationView view)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var reason in view.Reasons)
        {
            grid.AddRow(Tables.Cell("-"), Tables.Cell(reason));
        }

        return grid;
    }

    private static Grid Facts(MigrationView view, TimeZoneInfo zone)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string name, string value) => grid.AddRow(Tables.Cell(name, Styles.Faint), Tables.Cell(value));

        Row("Migration", $"{view.Id}: {view.Vm} from {view.Source} to {view.Destination}, urgency {view.Urgency}");
        if (view.History.Count > 0)
        {
            Row("Requested", Moments.Full(view.History[0].At, zone));
        }

        if (IsDecided(view))
        {
            Row("Technique", Words.Technique(view.Technique));
            Row("Reserved", view.ReservedMbps is { } reserved ? Units.Rate(reserved) : "nothing: none was needed");
            Row("Bandwidth", $"{Units.Rate(view.IdealMbps)} ideal, {Units.Rate(view.AvailableMbps)} free, QEMU may use {Units.Rate(view.MaxBandwidthMbps)}");
            Row("SLA of the VM", $"{Units.RateNumber(view.SlaLowerMbps)} to {Units.Rate(view.SlaUpperMbps)}");
        }

        if (view.Gang is { } gang)
        {
            Row("Gang", $"{gang}: 'migctl status {gang}' shows all of it");
        }

        if (view.Waits is { } waits)
        {
            Row("Waits", waits);
        }

        if (view.PredictedTotalTimeMs is not null || view.PredictedDowntimeMs is not null)
        {
            Row("Expected", $"total time {Units.Duration(view.PredictedTotalTimeMs)}, downtime {Units.Duration(view.PredictedDowntimeMs)}");
        }

        if (!view.Terminal && view.Progress.TotalBytes > 0)
        {
            Row("Progress", $"{Units.Percent(view.Progress.Fraction)}: {Transfer(view.Progress)}");
        }

        if (view.TotalTimeMs is not null || view.DowntimeMs is not null)
        {
            Row("Measured", $"total time {Units.Duration(view.TotalTimeMs)}, downtime {Units.Duration(view.DowntimeMs)}, "
                + $"{(view.TransferredBytes is { } bytes ? Units.Bytes(bytes) : "an unknown amount")} sent");
        }

        return grid;
    }

    // Before the decision the numbers are zeros that mean nothing.
    private static bool IsDecided(MigrationView view) => view.History.Any(h => h.Phase == "decided");

    private static string Transfer(ProgressView progress)
    {
        var estimate = progress.EstimateMs is { } ms ? $", about {Units.Duration(ms)} left" : "";
        return $"{Units.Bytes(progress.TransferredBytes)} sent, {Units.Bytes(progress.RemainingBytes)} to go, pass {progress.Passes}, "
            + $"{Units.Rate(progress.RateMbps)}{estimate}";
    }

    private static Table Phases(MigrationView view, TimeZoneInfo zone)
    {
        var table = Tables.Create().Names("Phase").Names("Began").Numbers("Took").Words("Note");
        for (var i = 0; i < view.History.Count; i++)
        {
            var entry = view.History[i];

            // A phase lasts until the next one begins; the last one of a running migration still lasts.
            var took = i + 1 < view.History.Count ? Units.Duration(view.History[i + 1].At - entry.At) : view.Terminal ? "" : "running";
            table.Add(
                Tables.Cell(Words.Phase(entry.Phase), Styles.OfOutcome(entry.Phase)),
                Tables.Cell(Moments.Fine(entry.At, zone)),
                Tables.Cell(took),
                Tables.Cell(entry.Note));
        }

        return table;
    }
}
