using Akka.Actor;
using Akka.Event;
using MigrationActors.Actors.Api;
using MigrationActors.Actors.Gangs;
using MigrationActors.Core.Gang;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <content>Several VMs as one: a gang's saga says who is to begin, this says whether and how they can.</content>
public sealed partial class MigrationCoordinator
{
    private void MigrateGang(ApiRequest.MigrateGang wanted) => TakeOn(
        wanted.Key, GangRepetition.Form(wanted), id => _gangAdmission.Decide(wanted.Members, wanted.Strategy, id, _state, Situation()));

    private void Drain(ApiRequest.Drain wanted) => TakeOn(
        wanted.Key,
        GangRepetition.Form(wanted),
        id => _gangAdmission.Drain(wanted.Host, wanted.To, wanted.Urgency, wanted.Technique, wanted.Strategy, id, _state, Situation()));

    private void TakeOn(string? key, string form, Func<string, GangAdmissionResult> decide)
    {
        var (earlier, clash) = GangRepetition.Of(key, form, _state);
        if (earlier is not null || clash is not null)
        {
            Sender.Tell((object?)clash ?? View(earlier!));
            return;
        }

        var result = decide(NewGangId());
        if (result.Refusal is { } refusal)
        {
            Sender.Tell(ForNow(refusal));
            return;
        }

        _asker = Sender;
        Persist(new CoordinatorEvent.GangAccepted(Now, result.Gang!, key is null ? null : new GangKey(key, form)), accepted =>
        {
            _state = _state.Apply(accepted);
            var entry = _state.Gangs[accepted.Gang.Id];
            _log.Info("{0}: {1} VMs{2}.", entry.Id, entry.Request.Members.Count, entry.Request.Drained is { } host ? $", drained from '{host}'" : "");
            _asker.Tell(View(entry));
            _asker = ActorRefs.Nobody;
            BeginGang(entry);
        });
    }

    private object PlanOf(GangAdmissionResult result) => result.Refusal is { } refusal
        ? ForNow(refusal)
        : PlanFit.ToMessage(PlanViews.Of(result.Plan!, result.Snapshot!, result.Gang!.Stay));

    private object Plan(ApiRequest.PlanMigrate wanted)
    {
        if (Occupied.By(wanted.Vm, _state) is { } occupied)
        {
            return occupied;
        }

        // One VM by itself is planned by Algorithm 1, as a serial member is.
        return PlanOf(_gangAdmission.Decide(
            [new GangMemberWish(wanted.Vm, wanted.Destination, wanted.Urgency, wanted.Technique, wanted.Deadline)], Strategy.Serial, NewGangId(), _state, Situation()));
    }

    /// <summary>A saga that exists already takes a second beginning as a repeated one.</summary>
    private void BeginGang(GangEntry gang)
    {
        _restarts.Started(gang.Id);
        Gang(gang.Id).Tell(new GangInput.Begin(gang.Request));
    }

    private IActorRef Gang(string id)
    {
        var child = Context.Child(id);
        return child.IsNobody() ? Context.Watch(Context.ActorOf(Props.Create(() => new GangSaga(id, _time)), id)) : child;
    }

    private void BeginMembers(BeginMembers order)
    {
        var gang = _state.Gangs[order.Gang];
        foreach (var known in order.Migrations.Select(id => _state.Migrations.GetValueOrDefault(id)).OfType<MigrationEntry>())
        {
            TellGang(known);
        }

        var events = new List<CoordinatorEvent.MigrationAccepted>();
        var now = Situation();
        var members = gang.Request.Members.Where(m => order.Migrations.Contains(m.MigrationId) && !_state.Migrations.ContainsKey(m.MigrationId) && !_state.HasEnded(gang, m));
        foreach (var group in members.GroupBy(m => m.Group(gang.Id), StringComparer.Ordinal))
        {
            foreach (var (member, result) in group.Zip(Admit([.. group], gang, now)))
            {
                if (result.IsAdmitted)
                {
                    _refusedSince.Remove(member.MigrationId);
                    var accepted = Accepted(Settled(result.Admitted, member), key: null, member.Deadline);
                    events.Add(accepted);
                    now = accepted.Waits is null ? now with { Ledger = now.Ledger.With(result.Admitted.Claim) } : now;
                }
                else if (HasBeenRefusedForLong(member.MigrationId))
                {
                    Gang(gang.Id).Tell(new GangInput.MemberEnded(member.MigrationId, MigrationPhase.Failed, result.Refusal.Message, null, null));
                }
                else
                {
                    _whereabouts.Waits(member.MigrationId, result.Refusal.Message);
                    Timers.StartSingleTimer(Beginning(member.MigrationId), new BeginMembers(gang.Id, [member.MigrationId]), _settings.AskAgain);
                }
            }
        }

        if (events.Count > 0)
        {
            PersistAll(events, Recorded);
        }
    }

    private IReadOnlyList<AdmissionResult> Admit(IReadOnlyList<GangMember> group, GangEntry gang, Situation now)
    {
        var members = group.Select(m => (new Wish(m.Vm, m.Destination, m.Urgency, m.Forced), m.MigrationId, new GangSeat(gang.Id, m.Group(gang.Id)))).ToList();
        return group[0].Strategy.Choice == Strategy.Parallel
            ? _admission.Group(members, Beside(members[0].Item3, []), now)
            : [_admission.Single(members[0].Item1, members[0].MigrationId, members[0].Item3, now)];
    }

    private AdmittedMigration Settled(AdmittedMigration admitted, GangMember member) => member.Strategy.Choice == Strategy.Parallel
        ? admitted
        : admitted with { Waits = admitted.Waits ?? Settling(member.MigrationId, member.Source, member.Destination) };

    /// <summary>A gang whose saga is down asks for everybody that has begun when it is taken up again.</summary>
    private void TellGang(MigrationEntry entry)
    {
        if (entry is { Accepted.Gang: { } seat, Ended: { } ended } && _state.Gangs[seat.Gang].Ended is null && !Timers.IsTimerActive(seat.Gang))
        {
            Gang(seat.Gang).Tell(new GangInput.MemberEnded(entry.Id, ended.Outcome, ended.Reason, ended.TotalTime, ended.Downtime));
        }
    }

    /// <summary>Of those that never began, only their gang knows.</summary>
    private void MembersEnded(MembersEnded ended)
    {
        var gang = _state.Gangs[ended.Gang];
        var skipped = ended.Members.Where(m => !_state.Migrations.ContainsKey(m.Migration) && !gang.Skipped.ContainsKey(m.Migration)).ToList();
        foreach (var member in skipped)
        {
            Timers.Cancel(Beginning(member.Migration));
            _refusedSince.Remove(member.Migration);
            _whereabouts.Forget(member.Migration);
        }

        if (skipped.Count > 0)
        {
            PersistAll(
                skipped.Select(m => new CoordinatorEvent.GangMemberEnded(Now, gang.Id, m.Migration, m.Outcome, m.Reason)), happened => _state = _state.Apply(happened));
        }
    }

    private void GangEnded(GangSagaEnded ended)
    {
        if (_state.Gangs[ended.Gang].Ended is null)
        {
            Persist(new CoordinatorEvent.GangEnded(Now, ended.Gang, ended.Outcome), e =>
            {
                _state = _state.Apply(e);
                _restarts.Ended(e.Id);
                _log.Info("{0}: {1}.", e.Id, e.Outcome);
            });
        }
    }

    private object ShowGang(string id) => _state.Gangs.GetValueOrDefault(id) is { } gang
        ? View(gang)
        : new Refusal(RefusalKind.NotFound, $"There is no gang '{id}'. 'migctl gangs' lists them.");

    private GangView View(GangEntry gang) => GangViews.Of(gang, _state, _whereabouts);

    private void CancelGang(ApiRequest.CancelGang cancel)
    {
        var gang = _state.Gangs.GetValueOrDefault(cancel.Id);
        var strangers = gang is null ? [] : cancel.Vms.Except(gang.Request.Members.Select(m => m.Vm)).ToList();
        switch (gang, strangers)
        {
            case (null, _):
                Sender.Tell(ShowGang(cancel.Id));
                break;
            case ({ Ended: { } ended }, _):
                Sender.Tell(new Refusal(RefusalKind.Conflict, $"The gang is over ({ended.Outcome})."));
                break;
            case (_, [var stranger, ..]):
                Sender.Tell(new Refusal(RefusalKind.NotFound, $"'{stranger}' is no member of {cancel.Id}: 'migctl status {cancel.Id}' lists them."));
                break;
            case ({ } open, _) when Timers.IsTimerActive(open.Id):
                Sender.Tell(DatabaseTrouble.SagaDown(open.Id));
                break;
            default:
                // Its saga records it first, and has it answered then.
                Gang(gang.Id).Forward(new GangInput.Cancel([.. gang.Request.Members.Where(m => cancel.Vms.Contains(m.Vm)).Select(m => m.MigrationId)]));
                break;
        }
    }

    private void CancelMembers(CancelMembers order)
    {
        foreach (var id in order.Migrations)
        {
            CancelMember(order.Gang, id);
        }

        // After what is recorded of it.
        Self.Forward(new ApiRequest.GetGang(order.Gang));
    }

    /// <summary>Whoever may not be cancelled any more goes on: its saga refuses, and nobody needs to hear of it.</summary>
    private void CancelMember(string gang, string id)
    {
        switch (_state.Migrations.GetValueOrDefault(id))
        {
            // It could not be begun: nothing is recorded of it, but that it is to be tried again.
            case null:
                Timers.Cancel(Beginning(id));
                Gang(gang).Tell(new GangInput.MemberEnded(id, MigrationPhase.Cancelled, "Cancelled by the user before it began.", null, null));
                break;
            case { IsWaiting: true } waiting:
                EndWaiting(waiting, MigrationPhase.Cancelled, "Cancelled by the user while it waited.");
                break;
            case { IsRunning: true } when Timers.IsTimerActive(id):
                Timers.StartSingleTimer($"cancel {id}", new CancelMembers(gang, [id]), _settings.AskAgain);
                break;
            case { IsRunning: true }:
                Saga(id).Tell(new SagaInput.Cancel("Cancelled by the user, with its gang."));
                break;
        }
    }

    /// <summary>The name of the timer after which a member is tried again.</summary>
    private static string Beginning(string id) => $"begin {id}";
}
