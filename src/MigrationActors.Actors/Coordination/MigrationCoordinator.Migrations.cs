using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Api;
using MigrationActors.Actors.Sagas;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <content>One VM: taken on, begun, asked about, ended.</content>
public sealed partial class MigrationCoordinator
{
    private void Migrate(ApiRequest.Migrate wanted)
    {
        var (earlier, clash) = Repetition.Of(wanted, _state);
        if (clash is not null)
        {
            Sender.Tell(clash);
        }
        else if (earlier is not null)
        {
            Show(earlier.Id);
        }
        else if ((Deadlines.Passed(wanted.Deadline, wanted.Vm, Now) ?? Occupied.By(wanted.Vm, _state)) is { } refusal)
        {
            Sender.Tell(refusal);
        }
        else
        {
            Admit(wanted);
        }
    }

    private void Admit(ApiRequest.Migrate wanted)
    {
        var result = _admission.Single(new Wish(wanted.Vm, wanted.Destination, wanted.Urgency, wanted.Technique), NewId(), gang: null, Situation());
        if (!result.IsAdmitted)
        {
            Sender.Tell(ForNow(result.Refusal));
            return;
        }

        var admitted = result.Admitted;
        _asker = Sender;
        Persist(Accepted(admitted, wanted.Key, wanted.Deadline), accepted =>
        {
            Recorded(accepted);
            _asker.Tell(MigrationEntryViews.Of(_state.Migrations[accepted.Request.Id], _state.Epoch, _whereabouts));
            _asker = ActorRefs.Nobody;
        });
    }

    private CoordinatorEvent.MigrationAccepted Accepted(AdmittedMigration admitted, string? key, DateTimeOffset? deadline) => new(
        Now, admitted.Request, admitted.Traffic, admitted.Decision, key, admitted.Gang, deadline, admitted.Predicted, admitted.Waits ?? Behind(admitted, deadline));

    private void Recorded(CoordinatorEvent.MigrationAccepted accepted)
    {
        _state = _state.Apply(accepted);
        var entry = _state.Migrations[accepted.Request.Id];
        _log.Info(
            "{0}: '{1}' from '{2}' to '{3}', {4}{5}.",
            entry.Id, entry.Request.Vm, entry.Request.Source, entry.Request.Destination, entry.Request.Urgency, entry.IsWaiting ? $": {accepted.Waits}" : "");
        if (entry.HasBegun)
        {
            Begun(entry);
        }
        else
        {
            _whereabouts.Waits(entry.Id, accepted.Waits + WaitEstimate.Of(entry, _state, Now));
        }
    }

    /// <summary>It takes its share of the links: others may have to make room, long before it sends.</summary>
    private void Begun(MigrationEntry entry)
    {
        _refusedSince.Remove(entry.Id);
        _given[entry.Id] = entry.Decision.Reserved ?? entry.Decision.MaxBandwidth;
        Begin(entry);
        Reallocate($"'{entry.Request.Vm}' ({entry.Id}) begins");
    }

    /// <summary>A saga that exists already takes a second beginning as a repeated one.</summary>
    private void Begin(MigrationEntry entry)
    {
        _restarts.Started(entry.Id);
        Saga(entry.Id).Tell(new SagaInput.Begin(entry.Request, _state.Epoch, entry.Traffic, entry.Decision));
    }

    /// <summary>A saga stops before its end when it could not persist: what is in its journal counts, and it begins again there.</summary>
    private void Stopped(string id)
    {
        if (_state.Migrations.GetValueOrDefault(id) is { IsRunning: true } || _state.Gangs.GetValueOrDefault(id) is { Ended: null })
        {
            // Whatever it was told lately may be lost with it.
            _given.Remove(id);
            var pause = _restarts.Stopped(id);
            _log.Warning("{0}: its saga stopped before its end; it is taken up again in {1:0.#} s.", id, pause.TotalSeconds);
            Timers.StartSingleTimer(id, new BeginAgain(id), pause);
        }
    }

    /// <summary>
    /// The saga may have stopped because a successor's saga writes its journal. So this coordinator's own is written first, which only
    /// works while it leads: a successor has written the next event there before it began any saga.
    /// </summary>
    private void BeginStopped(string id) => Persist(new CoordinatorEvent.EpochRaised(Now, _state.Epoch, _me), still =>
    {
        _state = _state.Apply(still);
        if (_state.Gangs.GetValueOrDefault(id) is { } gang)
        {
            BeginGang(gang);
        }
        else
        {
            Begin(_state.Migrations[id]);
        }
    });

    private void Show(string id)
    {
        if (Find(id) is { HasBegun: true })
        {
            ToSaga(id, new ApiRequest.GetMigration(id));
        }
        else if (Find(id) is { } waiting)
        {
            Sender.Tell(MigrationEntryViews.Of(waiting, _state.Epoch, _whereabouts));
        }
    }

    private void Cancel(ApiRequest.Cancel cancel)
    {
        if (Find(cancel.Id) is { IsWaiting: true } waiting)
        {
            _asker = Sender;
            EndWaiting(waiting, MigrationPhase.Cancelled, "Cancelled by the user while it waited.", ended =>
            {
                _asker.Tell(MigrationEntryViews.Of(ended, _state.Epoch, _whereabouts));
                _asker = ActorRefs.Nobody;
            });
        }
        else if (Find(cancel.Id) is { HasBegun: false } ended)
        {
            Sender.Tell(new Refusal(RefusalKind.Conflict, $"The migration is over ({ended.Outcome})."));
        }
        else if (_state.Migrations.ContainsKey(cancel.Id))
        {
            ToSaga(cancel.Id, cancel);
        }
    }

    /// <summary>Where there is none, whoever asked has been told so.</summary>
    private MigrationEntry? Find(string id)
    {
        var entry = _state.Migrations.GetValueOrDefault(id);
        if (entry is null)
        {
            Sender.Tell(new Refusal(RefusalKind.NotFound, $"There is no migration '{id}'. 'migctl status' lists them."));
        }

        return entry;
    }

    private void ToSaga(string id, ApiRequest request)
    {
        if (Timers.IsTimerActive(id))
        {
            Sender.Tell(DatabaseTrouble.SagaDown(id));
        }
        else
        {
            Saga(id).Forward(request);
        }
    }

    /// <summary>The saga's actor. An ended one is read from its journal when somebody asks, and leaves again.</summary>
    private IActorRef Saga(string id)
    {
        var child = Context.Child(id);
        if (!child.IsNobody())
        {
            return child;
        }

        var entry = _state.Migrations[id];
        var origin = new SagaOrigin(entry.Accepted.Gang?.Gang, entry.Predicted, MigrationEntryViews.Waited(entry));
        return Context.Watch(Context.ActorOf(Props.Create(() => new MigrationSaga(id, _state.Epoch, _settings.Sagas, _time, origin)), id));
    }

    private void Ended(SagaEnded ended)
    {
        if (_state.Migrations.GetValueOrDefault(ended.MigrationId) is { Outcome: null })
        {
            Persist(
                new CoordinatorEvent.MigrationEnded(Now, ended.MigrationId, ended.Outcome, ended.Failure, ended.TotalTime, ended.Downtime),
                e => Over(e));
        }
    }

    /// <summary>What it held goes to the others, and to who waits.</summary>
    private void Over(CoordinatorEvent.MigrationEnded ended)
    {
        _state = _state.Apply(ended);
        var entry = _state.Migrations[ended.Id];
        _restarts.Ended(ended.Id);
        _given.Remove(ended.Id);
        _raised.Remove(ended.Id);
        _refusedSince.Remove(ended.Id);
        _whereabouts.Forget(ended.Id);
        _lastEnd[entry.Request.Source] = _lastEnd[entry.Request.Destination] = Now;
        if (ended.Outcome == MigrationPhase.Completed)
        {
            _hosts.Moved(entry.Request.Vm, entry.Request.Source, entry.Request.Destination);
        }

        _log.Info("{0}: {1}.", ended.Id, ended.Outcome);
        TellGang(entry);
        Reallocate($"'{entry.Request.Vm}' ({entry.Id}) has ended");
        LookAtTheLine();
    }

    private string NewId() => Unused(_settings.NewId, _state.Migrations.ContainsKey);

    private string NewGangId() => Unused(_settings.NewGangId, _state.Gangs.ContainsKey);

    private static string Unused(Func<string> make, Func<string, bool> isUsed)
    {
        string id;
        do
        {
            id = make();
        }
        while (isUsed(id));

        return id;
    }
}
