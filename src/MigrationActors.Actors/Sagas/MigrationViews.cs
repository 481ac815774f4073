using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Sagas;

/// <summary>A saga's state as the API shows it.</summary>
public static class MigrationViews
{
    /// <param name="state">A state with its decision made.</param>
    /// <param name="origin">What the coordinator knows besides.</param>
    public static MigrationView Of(SagaState state, TransferProgress progress, SagaOrigin origin)
    {
        var request = state.Request!;
        var decision = state.Decision!;
        return new MigrationView(
            request.Id,
            request.Vm,
            request.Source,
            request.Destination,
            WireJson.Name(request.Urgency),
            WireJson.Name(state.Phase),
            state.Phase.IsTerminal(),
            WireJson.Name(decision.Technique),
            decision.Reserved?.Value,
            decision.MaxBandwidth.Value,
            decision.IdealBandwidth.Value,
            decision.AvailableBandwidth.Value,
            decision.Sla.Lower.Value,
            decision.Sla.Upper.Value,
            decision.Reasons,
            Of(progress),
            state.TotalMigrationTime?.TotalMilliseconds,
            state.Downtime?.TotalMilliseconds,
            state.Totals?.TransferredBytes,
            state.Failure,
            [.. origin.Waited is { } waited ? [waited] : Array.Empty<HistoryView>(), .. state.History.Select(h => new HistoryView(WireJson.Name(h.Phase), h.At, h.Note))],
            origin.Gang,
            Milliseconds(origin.Predicted?.TotalTime),
            Milliseconds(origin.Predicted?.Downtime));
    }

    /// <summary>What is not expected to end has no figure.</summary>
    internal static double? Milliseconds(TimeSpan? time) => time == TimeSpan.MaxValue ? null : time?.TotalMilliseconds;

    private static ProgressView Of(TransferProgress progress) => new(
        progress.Fraction,
        progress.Latest?.Transferred ?? 0,
        progress.Latest?.Remaining ?? 0,
        progress.Latest?.Total ?? 0,
        progress.Latest?.DirtySyncCount ?? 0,
        progress.Rate?.Value,
        progress.Estimate?.TotalMilliseconds);
}
