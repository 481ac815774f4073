using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Rendering;

/// <summary>Where a migration stands, as a sentence that first says where the VM is.</summary>
internal static class Verdict
{
    public static string Of(MigrationView view)
    {
        var because = string.IsNullOrWhiteSpace(view.Failure) ? "." : $": {Plain.Clean(view.Failure)}";
        var sentence = view.Phase switch
        {
            "completed" => $"{view.Vm} runs on {view.Destination}: {Numbers(view)}.",
            "failed" => $"{view.Vm} stays on {view.Source}: migration {view.Id} failed{because}",
            "cancelled" => $"{view.Vm} stays on {view.Source}: migration {view.Id} was cancelled{because}",
            "lost" => $"{view.Vm} is lost, or no complete copy of it can be proven: migration {view.Id}{because}",
            _ => $"{view.Vm} moves from {view.Source} to {view.Destination}: migration {view.Id} is {Standing(view)}.",
        };
        return Plain.Clean(sentence);
    }

    private static string Standing(MigrationView view) => view.Phase switch
    {
        "requested" => "accepted",
        GangPhases.Queued => view.Waits is { Length: > 0 } why ? $"waiting: {why.TrimEnd('.')}" : "waiting",
        _ => $"under way ({Words.Phase(view.Phase)})",
    };

    private static string Numbers(MigrationView view) => string.Join(", ", new[]
    {
        view.TotalTimeMs is { } total ? $"moved in {Units.Duration(total)}" : "moved",
        view.DowntimeMs is { } downtime ? $"downtime {Units.Duration(downtime)}" : null,
        view.TransferredBytes is { } bytes ? $"{Units.Bytes(bytes)} sent" : null,
        Words.Technique(view.Technique),
        view.ReservedMbps is { } reserved ? $"{Units.Rate(reserved)} reserved" : "nothing reserved",
    }.Where(part => !string.IsNullOrEmpty(part)));
}
