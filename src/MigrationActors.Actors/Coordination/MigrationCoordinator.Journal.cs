using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>How it takes over from its journal, and what becomes of it where the journal cannot be read or written.</summary>
public sealed partial class MigrationCoordinator
{
    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        _log.Error(reason, "The coordinator's journal cannot be read: nothing is started. Message: {0}", message);
        Context.Parent.Tell(new CoordinatorTroubled(DatabaseTrouble.ReasonOf(reason)));
    }

    protected override void NotRecorded(Exception cause)
    {
        _asker.Tell(DatabaseTrouble.NotRecorded(cause));
        Context.Parent.Tell(new CoordinatorTroubled(DatabaseTrouble.ReasonOf(cause)));
    }

    /// <summary>
    /// Two that write in turns would make the journal unreadable (its replay filter sees an old writer come back), so one that was replaced
    /// while it could not write must not take over again.
    /// </summary>
    private void Recovered()
    {
        if (_ledBefore && _state.Leader != _me)
        {
            Context.Parent.Tell(new CoordinatorDeposed(_state.Epoch));
            Context.Stop(Self);
        }
        else
        {
            TakeOver();
        }
    }

    private void TakeOver() => Persist(new CoordinatorEvent.EpochRaised(Now, _state.Epoch + 1, _me), raised =>
    {
        _state = _state.Apply(raised);
        _tookOverAt = raised.At;
        var open = _state.Open.ToList();
        _log.Info("Coordinator took over with epoch {0}; {1} migrations are open.", _state.Epoch, open.Count);
        foreach (var migration in open.Where(m => m.IsRunning))
        {
            Begin(migration);
        }

        foreach (var gang in _state.OpenGangs)
        {
            BeginGang(gang);
        }

        Timers.StartPeriodicTimer(nameof(LookTick), LookTick.Instance, Look);
        Context.Parent.Tell(CoordinatorReady.Instance);
    });
}
