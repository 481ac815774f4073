using MigrationActors.Actors.Sagas;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>A migration as the coordinator's book alone tells it: just taken on, or waiting, or ended while it waited. Pure.</summary>
public static class MigrationEntryViews
{
    /// <summary>The line of its story that says why it had to wait; null where it had not.</summary>
    public static HistoryView? Waited(MigrationEntry entry) => entry.Accepted.Waits is { } reason ? new(GangPhases.Queued, entry.Accepted.At, reason) : null;

    public static MigrationView Of(MigrationEntry entry, long epoch, Whereabouts whereabouts)
    {
        var begin = new SagaInput.Begin(entry.Request, epoch, entry.Traffic, entry.Decision);
        var begun = MigrationSagaLogic.Decide(SagaState.Empty, begin, entry.Accepted.At).Events.Aggregate(SagaState.Empty, (state, e) => state.Apply(e));
        var view = MigrationViews.Of(begun, TransferProgress.None, new SagaOrigin(entry.Accepted.Gang?.Gang, entry.Predicted));
        if (entry.HasBegun)
        {
            return view;
        }

        var story = new List<HistoryView>(view.History) { Waited(entry)! };
        if (entry.Ended is { } ended)
        {
            story.Add(new HistoryView(WireJson.Name(ended.Outcome), ended.At, ended.Reason));
            return view with { Phase = WireJson.Name(ended.Outcome), Terminal = true, Failure = ended.Reason, History = story };
        }

        return view with { Phase = GangPhases.Queued, History = story, Waits = whereabouts.WaitOf(entry.Id) ?? entry.Accepted.Waits };
    }
}
