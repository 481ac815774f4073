using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <content>What the source's readings tell: passes over memory, a guest that does not converge, a transfer that stalls.</content>
public sealed partial class MigrationSaga
{
    private TransferWatch _watch = TransferWatch.Start;

    /// <summary>How long the stall was when it was told last.</summary>
    private TimeSpan _stallTold;

    private void Progressed(HostReply.TransferProgressed progressed)
    {
        _heardAt = Now;
        _watch = _watch.With(progressed.Sample);
        TellWhereabouts();

        // The second reading of the dirty bitmap ends the first pass.
        if (progressed.Sample.DirtySyncCount >= 2)
        {
            Take(new SagaInput.PassCompleted(progressed.Sample.DirtySyncCount - 1));
        }

        if (_watch.Convergence.BarrenPasses > 0)
        {
            Take(new SagaInput.NotConverging(_watch.Convergence.BarrenPasses));
        }

        TellStall();
    }

    private void TellStall()
    {
        var stalled = _watch.Stall.Stalled;
        _stallTold = stalled < _stallTold ? TimeSpan.Zero : _stallTold;
        if (stalled - _stallTold >= _settings.Rules.StallTimeout && _state.Phase.IsTransferring())
        {
            _stallTold = stalled;
            Take(new SagaInput.Stalled(stalled));
        }
    }
}
