using MigrationActors.Actors.Sagas;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// A migration as it is acknowledged: what its saga will begin with. The request is persisted, so it is answered without waiting for
/// what the saga persists next. Pure.
/// </summary>
public static class AcceptedView
{
    public static MigrationView Of(CoordinatorEvent.MigrationAccepted accepted, long epoch)
    {
        var begin = new SagaInput.Begin(accepted.Request, epoch, accepted.Traffic, accepted.Decision);
        var begun = MigrationSagaLogic.Decide(SagaState.Empty, begin, accepted.At).Events.Aggregate(SagaState.Empty, (state, e) => state.Apply(e));
        return MigrationViews.Of(begun, TransferProgress.None);
    }
}
